using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Judging;

/// <summary>One answer as it was scored.</summary>
/// <param name="Item">The question.</param>
/// <param name="Answer">As the model wrote it; null where a recording holds null.</param>
/// <param name="Finding">What the extraction rule made of it.</param>
public sealed record Mark(Item Item, string? Answer, Finding Finding)
{
    /// <summary>What a judge made of it; null without a judge.</summary>
    public Judgement? Judgement { get; init; }

    /// <summary>The judge's verdict where it decided, else the rule's.</summary>
    public Verdict Verdict => Judgement?.Ruling is Ruling.Decided decided ? decided.Verdict : Finding.Verdict;

    /// <summary>Points: the judge's where it decided, else 1 for a right answer and 0 for any other.</summary>
    public double Credit => Judgement?.Ruling is Ruling.Decided decided ? decided.Credit
        : Finding.Verdict == Verdict.Correct ? 1 : 0;

    /// <summary>The rule recognised an answer, so that no judge was needed.</summary>
    public bool Matched => Answer is not null && Finding.Verdict != Verdict.Unparsed;
}

/// <summary>What came of asking a judge.</summary>
/// <param name="Ruling">The last output's.</param>
/// <param name="Output">The last output; null when the last request failed.</param>
/// <param name="Calls">Requests made.</param>
public sealed record Judgement(Ruling Ruling, string? Output, int Calls);
