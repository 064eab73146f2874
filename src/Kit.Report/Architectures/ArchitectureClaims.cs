using Kit.Evaluate.Statistics;
using Kit.Pipelines;
using Kit.Pipelines.Architectures;
using Kit.Report.Ablations;

namespace Kit.Report.Architectures;

/// <summary>What the RRPO paper's main table says of three models, by rules fixed in advance.</summary>
internal static class ArchitectureClaims
{
    private const string Dpo = "DPO", Rrpo = "RRPO";

    public static Sequence<Claim> From(ArchitectureResult result) =>
        [Consistent(result), AboveDpo(result), Largest(result)];

    private static Claim Consistent(ArchitectureResult result) => Claim.Above(
        "RRPO gains behind every architecture",
        "More hallucination pairs are both right after RRPO than before it, behind each base model.",
        result.Arms.Select(Pairs), [.. result.Arms.Select(arm => Shown(arm, "gain on pairs", Pairs(arm)))]);

    private static Claim AboveDpo(ArchitectureResult result) => Claim.Above(
        "RRPO beats DPO behind every architecture",
        "More hallucination pairs are both right after RRPO than after DPO, behind each base model.",
        result.Arms.Select(Ahead), [.. result.Arms.Select(arm => Shown(arm, "RRPO less DPO on pairs", Ahead(arm)))]);

    private static Claim Largest(ArchitectureResult result) => Claim.Above(
        "The gain is largest on hallucination and smallest on general questions",
        "Relative to the base model's score, RRPO gains more on hallucination pairs than on the exam's questions, "
        + "behind each base model.",
        result.Arms.Select(arm => RelativePairs(arm).Less(RelativeQuestions(arm))),
        [.. result.Arms.SelectMany(arm => new[]
        {
            Shown(arm, "relative gain on pairs", RelativePairs(arm)),
            Shown(arm, "relative gain on questions", RelativeQuestions(arm)),
        })]);

    private static Lift Pairs(ArchitectureArm arm) => Gain(arm.Result, ExamScore.BothRight);

    private static Lift Ahead(ArchitectureArm arm) => Lift.From(
        AblationScores.Hallucination(arm.Result, Dpo), AblationScores.Hallucination(arm.Result, Rrpo));

    private static Lift RelativePairs(ArchitectureArm arm) => Relative(arm.Result, ExamScore.BothRight);

    private static Lift RelativeQuestions(ArchitectureArm arm) => Relative(arm.Result, ExamScore.Accuracy);

    private static Lift Relative(AblationResult result, ExamScore score) =>
        Gain(result, score).Times(1 / MeanStd.From(AblationScores.Once(result, score).BySeed).Mean);

    private static Lift Gain(AblationResult result, ExamScore score) => Lift.From(
        AblationScores.AtEverySeed(result, score), AblationScores.Of(result, Rrpo, score));

    private static KeyValue Shown(ArchitectureArm arm, string what, Lift lift) =>
        new($"{arm.Architecture.Name}: {what}, %", $"{lift.Times(100)}");
}
