using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Statistics;

/// <summary>One measured number: which item, under which training seed, about which clip.</summary>
/// <param name="Item">The question or pair; the same id under every method and seed.</param>
/// <param name="Seed">Of the training run.</param>
/// <param name="Cluster">The clip.</param>
/// <param name="Value">1 or 0 for accuracy; any unit otherwise.</param>
public sealed record Observation(string Item, long Seed, string Cluster, double Value)
{
    /// <summary>1 if correct.</summary>
    public static Observation From(Outcome outcome, long seed) =>
        new(outcome.QuestionId, seed, outcome.Cluster, outcome.Verdict == Verdict.Correct ? 1 : 0);

    /// <summary>1 if both answers are correct.</summary>
    public static Observation From(HallucinationOutcome pair, long seed) =>
        new(pair.Id, seed, pair.Cluster, pair.Both ? 1 : 0);
}
