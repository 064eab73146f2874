namespace Kit.Pairs;

/// <summary>Maps character spans of an answer to its tokens.</summary>
/// <remarks>phrase_t = k when token t overlaps the k-th span (from 1), else 0; mask_t = 1[phrase_t &gt; 0].
/// A token that a span cuts counts as inside. Deviation from RRPO's code, which tokenises a second text with markers
/// and gives up when the two tokenisations disagree: offsets of the unmarked text need no second text, so no pair is
/// lost.
/// </remarks>
public static class TokenSpans
{
    /// <param name="spans">Character spans in order.</param>
    /// <param name="offsets">Characters of every token, [T]; empty for tokens that stand for no text.</param>
    /// <returns>Phrase numbers, [T]; 0 outside. A token that touches two spans belongs to the first.</returns>
    public static Sequence<int> Phrases(Sequence<Span> spans, Sequence<Span> offsets) =>
        Sequence.From(offsets.Select(offset => Phrase(spans, offset)));

    /// <returns>1 inside a span, 0 outside, [T].</returns>
    public static Sequence<int> Mask(Sequence<Span> spans, Sequence<Span> offsets) =>
        Sequence.From(offsets.Select(offset => Phrase(spans, offset) > 0 ? 1 : 0));

    private static int Phrase(Sequence<Span> spans, Span offset)
    {
        if (offset.Length == 0) return 0;
        for (var k = 0; k < spans.Count; k++)
            if (spans[k].Overlaps(offset)) return k + 1;
        return 0;
    }
}
