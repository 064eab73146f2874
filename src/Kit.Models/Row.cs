namespace Kit.Models;

/// <summary>One sequence of a batch: the clip and a shared prompt run once, and answers branch off its end.</summary>
/// <param name="Prompt">Visual tokens and text, seen by every branch.</param>
/// <param name="Branches">Continuations; none sees another, and all start at the same position.</param>
public sealed record Row(Prompt Prompt, IReadOnlyList<Branch> Branches)
{
    /// <summary>The same with one scored token a branch, whose predictor is the branch's last token: what is asked of
    /// whole answers is read there, [S] = [branches].</summary>
    public Row AtEnd() => this with
    {
        Branches = [.. Branches.Select(b => new Branch([.. b.Ids, 0], From: b.Ids.Count))],
    };

    public override string ToString() => $"{Prompt}: {string.Join("; ", Branches)}";
}

/// <summary>A continuation of the shared prompt.</summary>
/// <param name="Ids">Token ids.</param>
/// <param name="From">Tokens before this one are read but not scored (a question that only this branch has).</param>
public sealed record Branch(IReadOnlyList<int> Ids, int From = 0)
{
    public override string ToString() => FormattableString.Invariant($"{Ids.Count} tokens from {From}");
}
