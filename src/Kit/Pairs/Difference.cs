namespace Kit.Pairs;

/// <summary>Where two answers differ, word by word.</summary>
/// <remarks>The longest run of shared words is kept, then the same on its left and on its right (Ratcliff and
/// Obershelp 1988); what lies between kept runs is a gap. Spans are the gaps with words on both sides, in order; words
/// that only one answer has are reported but not marked, as in RRPO's VideoChat2 code. Deviation: words instead of
/// token ids, and none is ignored for being frequent (Python's difflib does so from 200 elements on).</remarks>
/// <param name="Chosen">y_w's text.</param>
/// <param name="Rejected">y_l's text.</param>
/// <param name="Gaps">In order; empty when both have the same words.</param>
public sealed record Difference(string Chosen, string Rejected, Sequence<Gap> Gaps)
{
    /// <summary>Compares two texts; white space is no difference, case and punctuation are.</summary>
    public static Difference From(string chosen, string rejected)
    {
        var (left, right) = (Words.Split(chosen), Words.Split(rejected));
        var runs = SharedRuns.Find(Texts(chosen, left), Texts(rejected, right));
        var gaps = runs.Zip(runs.Skip(1), (run, next) => Between(left, right, run, next));
        return new(chosen, rejected, Sequence.From(gaps.OfType<Gap>()));
    }

    /// <summary>The pair with its spans marked by difference.</summary>
    public static Pair Mark(Pair pair)
    {
        var contrast = From(pair.Chosen.Text, pair.Rejected.Text).ToContrast();
        return pair with { Chosen = contrast.Chosen, Rejected = contrast.Rejected };
    }

    /// <summary>Both answers with the replaced words as spans.</summary>
    public Contrast ToContrast()
    {
        var replaced = Gaps.OfType<Gap.Replace>().ToList();
        return new(
            new(Chosen, Sequence.From(replaced.Select(gap => gap.Chosen))),
            new(Rejected, Sequence.From(replaced.Select(gap => gap.Rejected))));
    }

    private static string[] Texts(string text, Sequence<Span> words) =>
        [.. words.Select(word => text[word.Start..word.End])];

    private static Gap? Between(Sequence<Span> left, Sequence<Span> right, SharedRun run, SharedRun next) =>
        (Cover(left, run.LeftEnd, next.Left), Cover(right, run.RightEnd, next.Right)) switch
        {
            ({ } chosen, { } rejected) => new Gap.Replace(chosen, rejected),
            ({ } chosen, null) => new Gap.Delete(chosen),
            (null, { } rejected) => new Gap.Insert(rejected),
            _ => null,
        };

    private static Span? Cover(Sequence<Span> words, int from, int to) =>
        from == to ? null : new Span(words[from].Start, words[to - 1].End);
}
