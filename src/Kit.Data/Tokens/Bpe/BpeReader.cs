namespace Kit.Data.Tokens.Bpe;

/// <summary>Text → tokens: added tokens, normalisation, added tokens of normalised text, words, merges.</summary>
internal sealed class BpeReader(
    BpeModel model, Normalizer normalizer, PreTokenizer preTokenizer, IReadOnlyList<AddedToken> added)
{
    private readonly AddedTokens raw =
        new(added.Where(token => !token.Normalized).Select(token => (token.Text, token)));

    private readonly AddedTokens normalized = new(added.Where(token => token.Normalized)
        .Select(token => (normalizer.Apply(new(token.Text.AsMemory(), 0)).ToString(), token)));

    /// <param name="text">Any text.</param>
    /// <param name="first">Whether it is the beginning of what the model reads.</param>
    public Tokenized Read(string text, bool first = true)
    {
        var source = WellFormed(text).AsMemory();
        var found = new Found(text.Length);
        foreach (var (span, token) in raw.Split(source))
            if (token is not null) found.Add(token.Id, span);
            else ReadStretch(Normalized(source[span.Start..span.End], span.Start), first && span.Start == 0, found);
        return found.ToTokenized();
    }

    public string Normalized(string text) => Normalized(WellFormed(text).AsMemory(), 0).ToString();

    private AlignedText Normalized(ReadOnlyMemory<char> text, int start) => normalizer.Apply(new(text, start));

    private void ReadStretch(AlignedText text, bool first, Found found)
    {
        foreach (var (span, token) in normalized.Split(text.Text))
            if (token is not null) found.Add(token.Id, text.Source(span.Start, span.End));
            else foreach (var word in preTokenizer.Apply(text.Slice(span.Start, span.Length), first && span.Start == 0))
                foreach (var symbol in model.Apply(word.Text))
                    found.Add(symbol.Id, word.Source(symbol.Start, symbol.End));
    }

    /// <summary>Halves of surrogate pairs that stand alone become U+FFFD, as in every UTF-8 encoder.</summary>
    private static string WellFormed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return text;
        return string.Create(text.Length, text, static (written, all) =>
        {
            for (var i = 0; i < all.Length; i++)
            {
                var paired = char.IsHighSurrogate(all[i]) ? i + 1 < all.Length && char.IsLowSurrogate(all[i + 1])
                    : !char.IsLowSurrogate(all[i]) || (i > 0 && char.IsHighSurrogate(all[i - 1]));
                written[i] = paired ? all[i] : '\uFFFD';
            }
        });
    }
}
