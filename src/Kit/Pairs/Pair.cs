namespace Kit.Pairs;

/// <summary>One preference: the same clip and prompt, a chosen and a rejected answer.</summary>
/// <param name="Id">Unique in its data set; named in every message about this pair.</param>
/// <param name="Clip">The clip's identity; splits and bootstrap clusters follow it.</param>
/// <param name="Prompt">The question, without template and without media placeholders.</param>
/// <param name="Chosen">y_w, the preferred answer.</param>
/// <param name="Rejected">y_l, the dispreferred answer.</param>
[TypeFormatterSource]
public sealed record Pair(string Id, string Clip, string Prompt, Answer Chosen, Answer Rejected)
{
    /// <summary>The same pair with its label reversed.</summary>
    public Pair Swap() => this with { Chosen = Rejected, Rejected = Chosen };
}
