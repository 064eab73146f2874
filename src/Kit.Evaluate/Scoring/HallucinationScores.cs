namespace Kit.Evaluate.Scoring;

/// <summary>Accuracy on pairs of questions about what is there and what is not; fractions.</summary>
/// <param name="Pairs">Number of pairs.</param>
/// <param name="Basic">Right about what is there.</param>
/// <param name="Hallucinated">Right about what is not there.</param>
/// <param name="Overall">Right about both: the number that papers report.</param>
/// <param name="ParseFailure">Share of the 2·Pairs answers without a yes or a no.</param>
public sealed record HallucinationScores(
    int Pairs, double Basic, double Hallucinated, double Overall, double ParseFailure)
{
    /// <summary>Means over all pairs.</summary>
    public static HallucinationScores Micro(IReadOnlyList<HallucinationOutcome> outcomes)
    {
        Require(outcomes);
        return new HallucinationScores(
            outcomes.Count,
            outcomes.Average(pair => pair.Basic == Verdict.Correct ? 1.0 : 0),
            outcomes.Average(pair => pair.Hallucinated == Verdict.Correct ? 1.0 : 0),
            outcomes.Average(pair => pair.Both ? 1.0 : 0),
            outcomes.Average(pair => (Failed(pair.Basic) + Failed(pair.Hallucinated)) / 2.0));
    }

    /// <summary>Means over the settings' means, as VideoHallucer aggregates settings of unequal size.</summary>
    public static HallucinationScores Macro(IReadOnlyList<HallucinationOutcome> outcomes)
    {
        Require(outcomes);
        HallucinationScores[] settings = [.. outcomes.GroupBy(pair => pair.Setting).Select(group => Micro([.. group]))];
        return new HallucinationScores(
            outcomes.Count,
            settings.Average(scores => scores.Basic),
            settings.Average(scores => scores.Hallucinated),
            settings.Average(scores => scores.Overall),
            settings.Average(scores => scores.ParseFailure));
    }

    private static int Failed(Verdict verdict) => verdict == Verdict.Unparsed ? 1 : 0;

    private static void Require(IReadOnlyList<HallucinationOutcome> outcomes)
    {
        if (outcomes.Count == 0)
            throw new ArgumentException(
                "Hallucination scores: expected at least one pair, got none. Check the question file.");
    }
}
