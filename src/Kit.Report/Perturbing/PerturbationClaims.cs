using Kit.Pipelines.Perturbing;
using Kit.Report.Ablations;
using Kit.Video;

namespace Kit.Report.Perturbing;

/// <summary>What the RRPO paper says of perturbations, each by a rule fixed in advance.</summary>
internal static class PerturbationClaims
{
    public static Sequence<Claim> From(PerturbationResult result) =>
        Sequence.From(new[] { Best(result), Invented(result) }.OfType<Claim>());

    private static Claim? Best(PerturbationResult result) => Rrpo(result) is not { } rrpo ? null : Claim.Decided(
        "Mask + local shuffle makes the best pairs",
        "After training, more hallucination pairs are both right with block mask + local shuffle than with every other "
        + "perturbation.",
        Seeds(result).Select(seed => result.Arms.Where(arm => arm != rrpo && arm.Arm is PerturbationArm.SelfMade)
            .All(arm => Both(rrpo, seed) > Both(arm, seed))),
        [.. result.Arms.Select(Shown)]);

    private static Claim? Invented(PerturbationResult result)
    {
        if (Rrpo(result) is not { } rrpo) return null;
        return result.Arms.FirstOrDefault(arm => arm.Arm is PerturbationArm.Invented) is not { } invented
            ? null : Claim.Decided(
                "The model's own mistakes beat random ones",
                "After training, more hallucination pairs are both right with the model's mistakes about masked and "
                + "shuffled clips than with random wrong values.",
                Seeds(result).Select(seed => Both(rrpo, seed) > Both(invented, seed)), Shown(rrpo), Shown(invented));
    }

    private static ArmResult? Rrpo(PerturbationResult result) => result.Arms.FirstOrDefault(
        arm => arm.Arm is PerturbationArm.SelfMade self && self.How == Perturbation.Rrpo);

    private static Sequence<long> Seeds(PerturbationResult result) => result.Ablation.SeedList;

    private static double Both(ArmResult arm, long seed) =>
        AblationScores.Both(arm.Result.Runs.Single(run => run.Seed == seed).Exam);

    private static KeyValue Shown(ArmResult arm) => new(
        $"{arm.Arm.Name}: pairs both right", string.Join(
            " · ", arm.Result.Runs.Select(run => $"{Numbers.Significant(100 * AblationScores.Both(run.Exam), 3)} %")));
}
