using Kit.Pipelines;
using Kit.Pipelines.LeanPo;
using Kit.Report.Ablations;

namespace Kit.Report.LeanPo;

/// <summary>The LeanPO paper's claims that this world can test, each by a rule fixed in advance.</summary>
internal static class LeanPoClaims
{
    public static Sequence<Claim> From(LeanPoResult result) =>
        [Displacement(result), Kept(result), Reflection(result), Contrast(result), Robust(result), Truth(result)];

    private static Claim Displacement(LeanPoResult result) => Claim.Decided("DPO lowers the likelihood of both answers",
        "On held-out pairs, Δlogp of preferred and of rejected answers is below 0 after DPO.",
        Of(result, LeanPoPlan.DpoName)
            .Select(run => run.HeldOut["delta/chosen"] < 0 && run.HeldOut["delta/rejected"] < 0),
        Shown(result, LeanPoPlan.DpoName, "delta/chosen"), Shown(result, LeanPoPlan.DpoName, "delta/rejected"));

    private static Claim Kept(LeanPoResult result) => Claim.Decided("LeanPO keeps the preferred answers likely",
        "On held-out pairs, preferred answers lose less log-probability under LeanPO than under DPO, or gain.",
        Of(result, LeanPoPlan.LeanPoName).Zip(Of(result, LeanPoPlan.DpoName))
            .Select(two => two.First.HeldOut["delta/chosen"] > two.Second.HeldOut["delta/chosen"]),
        Shown(result, LeanPoPlan.LeanPoName, "delta/chosen"), Shown(result, LeanPoPlan.DpoName, "delta/chosen"));

    private static Claim Reflection(LeanPoResult result) => Claim.Decided("Hints and reflection make truer answers",
        "More answers are right after turn 2 than after turn 1, and more after turn 1 than without a hint; one model, "
        + "no seeds.",
        [Right(result, "chosen") > Right(result, "first") && Right(result, "first") > Right(result, "plain")],
        [.. result.Answers.Select(a => new KeyValue($"{a.Kind}: right", Percent(a.Right)))]);

    private static Claim Contrast(LeanPoResult result) => Claim.Decided("Some pairs are ranked wrongly at the start",
        "The base model gives the rejected answer the larger mean log-probability in some training pairs, so that "
        + "dynamic smoothing has something to do; one model, no seeds.",
        [result.MisRanked > 0], new KeyValue("ranked wrongly", Percent(result.MisRanked)));

    private static Claim Robust(LeanPoResult result)
    {
        var (share, noisy) = result.Noise[^1];
        var (none, most) = (noisy.Ablation.Variants[0].Name, noisy.Ablation.Variants[^1].Name);
        return Claim.Decided("Smoothing helps against wrong labels",
            FormattableString.Invariant(
                $"With {share:P0} of the labels flipped, the exam's accuracy is higher with the largest λ ")
            + "than with none.",
            noisy.Of(most).Zip(noisy.Of(none)).Select(two => Accuracy(two.First) > Accuracy(two.Second)),
            Accuracies(noisy, none), Accuracies(noisy, most));
    }

    private static Claim Truth(LeanPoResult result) => Claim.Decided("Self-made pairs beat tuning on the truth",
        "The exam's accuracy after LeanPO is higher than after supervised tuning on the true answers to the same "
        + "questions.",
        Of(result, LeanPoPlan.LeanPoName).Zip(result.Truth.Of(LeanPoPlan.SftName))
            .Select(two => Accuracy(two.First) > Accuracy(two.Second)),
        Accuracies(result.Reflected, LeanPoPlan.LeanPoName), Accuracies(result.Truth, LeanPoPlan.SftName));

    private static IReadOnlyList<AblationRun> Of(LeanPoResult result, string variant) => result.Reflected.Of(variant);

    private static double Right(LeanPoResult result, string kind) => result.Answers.Single(a => a.Kind == kind).Right;

    private static double Accuracy(AblationRun run) => Evaluate.Scoring.Scores.From(run.Exam.Questions).Micro;

    private static KeyValue Accuracies(AblationResult result, string variant) => new(
        $"{variant}: accuracy",
        string.Join(" · ", AblationScores.BySeed(result, variant, run => Accuracy(run)).Select(Percent)));

    private static KeyValue Shown(LeanPoResult result, string variant, string metric) => new(
        $"{variant}: {metric}, nats",
        string.Join(" · ", Of(result, variant).Select(run => Numbers.Significant(run.HeldOut[metric], 3))));

    private static string Percent(double share) => Numbers.Significant(100 * share, 3) + " %";
}
