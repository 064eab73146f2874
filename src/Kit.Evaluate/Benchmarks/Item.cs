namespace Kit.Evaluate.Benchmarks;

/// <summary>One question about one clip, whatever benchmark it comes from.</summary>
/// <param name="Id">Unique in its benchmark; answers are kept under it.</param>
/// <param name="Video">The clip as the question file names it; intervals resample by it.</param>
/// <param name="Question">As written, without options and suffixes; the prompt adds them.</param>
/// <param name="Options">What may be chosen, without letters; empty when the answer is free.</param>
/// <param name="Truth">The true answer as the official scorer compares it.</param>
/// <param name="Labels">How it is filed; the first label's value is its category in reports.</param>
public sealed record Item(
    string Id, string Video, string Question, Sequence<string> Options, string Truth, Sequence<Label> Labels)
{
    /// <summary>Questions of one group count together: a VideoHallucer pair, the clips of a VidHalluc
    /// question.</summary>
    public string Group { get; init; } = Id;

    /// <summary>The part of the clip that is shown; null for all of it.</summary>
    public Segment? Segment { get; init; }

    /// <summary>The first label's value.</summary>
    public string Category => Labels.Count > 0 ? Labels[0].Value : "all";

    /// <summary>The value of a label, or "" without it.</summary>
    public string this[string label] => Labels.FirstOrDefault(l => l.Name == label)?.Value ?? "";

    /// <summary>A question of which only the true answer matters.</summary>
    public static Item From(string truth) => new("", "", "", [], truth, []);

    public Item With(Label label) => this with { Labels = Labels.Add(label) };
}
