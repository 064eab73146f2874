using Kit.Evaluate.Benchmarks;

namespace Kit.Evaluate.Scoring;

/// <summary>How an answer is found in what a model writes: part of the protocol, because it decides the
/// score.</summary>
/// <remarks>Each case is the published rule, quirks included; the quirks are in its documentation. Text is compared as
/// Python compares it, since the published rules are Python.</remarks>
public abstract partial record Extraction
{
    private Extraction()
    {
    }

    /// <summary>What the rule reads in an answer to a question.</summary>
    public abstract Finding Apply(Item item, string answer);

    /// <summary>The rule in one line, as a protocol states it.</summary>
    public abstract string Name { get; }

    /// <summary>What the rule makes of a recorded null; null where the official scorer stops.</summary>
    public virtual Finding? OfNull => null;

    /// <summary>The verdict on an answer, given the true one.</summary>
    public Verdict Judge(string expected, string predicted) => Apply(Item.From(expected), predicted).Verdict;

    public sealed override string ToString() => Name;
}
