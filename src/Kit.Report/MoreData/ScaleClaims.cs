using Kit.Pipelines.MoreData;
using Kit.Report.Ablations;

namespace Kit.Report.MoreData;

/// <summary>What the RRPO paper says of more data, by a rule fixed in advance.</summary>
internal static class ScaleClaims
{
    public static Sequence<Claim> From(ScaleResult result) =>
        [.. result.Arms[^1].Result.Ablation.Variants.Select(loss => Scales(result, loss.Name))];

    private static Claim Scales(ScaleResult result, string loss) => Claim.Above(
        $"{loss} scales with more data",
        $"More hallucination pairs are both right after {loss} on all pairs than after as many steps on those of the "
        + "smallest share of the clips.",
        [Gain(result.Arms[0], result.Arms[^1], loss)],
        [
            .. result.Arms.Select(arm => Shown(arm, loss)),
            new("all against the smallest share, points", $"{Gain(result.Arms[0], result.Arms[^1], loss).Times(100)}"),
        ]);

    private static Lift Gain(ScaleArm small, ScaleArm large, string loss) => Lift.From(
        AblationScores.Hallucination(small.Result, loss), AblationScores.Hallucination(large.Result, loss));

    private static KeyValue Shown(ScaleArm arm, string loss) => new(
        FormattableString.Invariant($"{arm.Pairs} pairs: pairs both right"), string.Join(
            " · ", arm.Result.Of(loss).Select(run =>
                $"{Numbers.Significant(100 * AblationScores.Both(run.Exam), 3)} %")));
}
