namespace Kit.Evaluate.Scoring;

/// <summary>VideoHallucer's figures of a model's leaning to yes or no.</summary>
/// <remarks>Yes difference = (said yes − pairs) / (2·pairs), no difference alike, false-positive ratio = false
/// positives / misses. Quirk, kept: a yes to the basic question is counted again when the other half is missed, and a
/// no to the hallucinated question again when the basic half is missed; only misses are counted once each.</remarks>
/// <param name="Pairs">As many true yes as true no.</param>
/// <param name="SaidYes">n_yes.</param>
/// <param name="SaidNo">n_no.</param>
/// <param name="Misses">n.</param>
/// <param name="FalsePositives">fp.</param>
public sealed record PolarityBias(int Pairs, int SaidYes, int SaidNo, int Misses, int FalsePositives)
{
    /// <summary>0 without pairs.</summary>
    public double YesDifference => Difference(SaidYes);

    /// <summary>0 without pairs.</summary>
    public double NoDifference => Difference(SaidNo);

    /// <summary>0 without misses.</summary>
    public double FalsePositiveRatio => Misses == 0 ? 0 : FalsePositives / (double)Misses;

    public static PolarityBias From(IEnumerable<HallucinationOutcome> pairs) =>
        pairs.Aggregate(new PolarityBias(0, 0, 0, 0, 0), (bias, pair) => bias.Add(
            pair.Basic == Verdict.Correct, pair.Hallucinated == Verdict.Correct));

    private PolarityBias Add(bool yes, bool no) => new(
        Pairs + 1,
        SaidYes + (yes ? 1 : 0) + (!no && yes ? 1 : 0),
        SaidNo + (no ? 1 : 0) + (!yes && no ? 1 : 0),
        Misses + (yes ? 0 : 1) + (no ? 0 : 1),
        FalsePositives + (!no && yes ? 1 : 0));

    private double Difference(int said) => Pairs == 0 ? 0 : (said - Pairs) / (2.0 * Pairs);
}
