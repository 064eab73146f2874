using Kit.Pipelines;
using Kit.Pipelines.LeanPo;
using Kit.Report.Ablations;
using Kit.Train.Preference;

namespace Kit.Report.LeanPo;

/// <summary>The LeanPO paper's claims that this world can test, each by a rule fixed in advance.</summary>
internal static class LeanPoClaims
{
    public static Sequence<Claim> From(LeanPoResult result) => Sequence.From(new[]
    {
        Displacement(result), Kept(result), Reflection(result), Contrast(result), Robust(result), Cost(result),
        Truth(result), Mixed(result), External(result), Strength(result),
    }.OfType<Claim>());

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

    /// <summary>One model has no seeds, so its answers decide: what lies within two standard errors is
    /// undecided.</summary>
    private static Claim Reflection(LeanPoResult result)
    {
        var steps = new[] { Beyond(result, "plain", "first"), Beyond(result, "first", "chosen") };
        return Claim.Decided("Hints and reflection make truer answers",
            "More answers are right after turn 2 than after turn 1, and more after turn 1 than without a hint, each by "
            + "more than two standard errors of shares of that many answers.",
            steps.All(step => step == true) ? [true] : steps.Any(step => step == false) ? [false] : [true, false],
            [.. result.Answers.Select(a => new KeyValue($"{a.Kind}: right", Percent(a.Right)))]);
    }

    /// <summary>Whether one kind of answer is right more often than another; null where chance may explain it.
    /// </summary>
    private static bool? Beyond(LeanPoResult result, string before, string after)
    {
        var (one, two) = (Answers(result, before), Answers(result, after));
        var noise = 2 * Math.Sqrt(0.25 / one.Answers + 0.25 / two.Answers);
        return Math.Abs(two.Right - one.Right) <= noise ? null : two.Right > one.Right;
    }

    private static Claim Contrast(LeanPoResult result) => Claim.Decided("Some pairs are ranked wrongly at the start",
        "The base model gives the rejected answer the larger mean log-probability in some training pairs, so that "
        + "dynamic smoothing has something to do; one model, no seeds.",
        [result.MisRanked > 0], new KeyValue("ranked wrongly", Percent(result.MisRanked)));

    private static Claim? Robust(LeanPoResult result)
    {
        if (result.Noise.Count == 0) return null;
        var (share, noisy) = result.Noise[^1];
        var (none, most) = (noisy.Ablation.Variants[0].Name, noisy.Ablation.Variants[^1].Name);
        return Claim.Decided("Smoothing helps against wrong labels",
            FormattableString.Invariant(
                $"With {share:P0} of the labels flipped, the exam's accuracy is higher with the largest λ ")
            + "than with none.",
            noisy.Of(most).Zip(noisy.Of(none)).Select(two => Accuracy(two.First) > Accuracy(two.Second)),
            Accuracies(noisy, none), Accuracies(noisy, most));
    }

    /// <summary>Counted from what the losses read, not measured: the reference's evidence is made once and kept.
    /// </summary>
    private static Claim Cost(LeanPoResult result)
    {
        var passes = new[] { LeanPoPlan.DpoName, LeanPoPlan.LeanPoName }.Select(name => Passes(result, name)).ToArray();
        return Claim.Decided("LeanPO needs half of DPO's forward passes",
            "Answers of a pair that a model must read: by the policy, and by the reference where the loss reads it.",
            [2 * passes[1] == passes[0]], new KeyValue("DPO", Answers(passes[0])),
            new KeyValue("LeanPO", Answers(passes[1])));
    }

    private static int Passes(LeanPoResult result, string variant) => ReferenceEvidence.NeededBy(
        result.Plan.Variants.Single(one => one.Name == variant).Objective) == ReferenceKept.Nothing ? 2 : 4;

    private static string Answers(int count) => FormattableString.Invariant($"{count} answers");

    private static Claim Truth(LeanPoResult result) => Claim.Decided("Self-made pairs beat tuning on the truth",
        "The exam's accuracy after LeanPO is higher than after supervised tuning on the true answers to the same "
        + "questions.",
        Of(result, LeanPoPlan.LeanPoName).Zip(result.Truth.Of(LeanPoPlan.SftName))
            .Select(two => Accuracy(two.First) > Accuracy(two.Second)),
        Accuracies(result.Reflected, LeanPoPlan.LeanPoName), Accuracies(result.Truth, LeanPoPlan.SftName));

    /// <summary>Every skill of the exam is a benchmark, and so are the hallucination pairs.</summary>
    private static Claim Mixed(LeanPoResult result)
    {
        var gains = ExamScore.Skills(result.Truth.Base).Append(ExamScore.BothRight)
            .Select(score => (score.Name, Gain: Gain(result.Truth, LeanPoPlan.SftName, score))).ToArray();
        return new("Tuning on the truth raises some benchmarks and lowers others",
            "After supervised tuning on true answers at least one skill or the hallucination pairs score higher than "
            + "before it, and at least one lower. Decided by two standard errors, over clips and over seeds; not "
            + "adjusted for how many there are.",
            new[] { 1, -1 }.All(sign => gains.Any(one => one.Gain.Sign == sign)) ? ClaimVerdict.Holds
            : gains.All(one => one.Gain.Sign == 1) || gains.All(one => one.Gain.Sign == -1) ? ClaimVerdict.DoesNotHold
            : ClaimVerdict.Undecided,
            [.. gains.Select(one => new KeyValue($"{one.Name}, points", $"{one.Gain.Times(100)}"))]);
    }

    private static Claim External(LeanPoResult result) => Claim.Above(
        "DPO on external pairs gains less than LeanPO on self-made ones",
        "The exam's accuracy is higher after LeanPO on the model's own pairs than after DPO on the truth against "
        + "random wrong values, about the same questions.",
        [Lift.From(
            AblationScores.Accuracy(result.External, LeanPoPlan.ExternalName),
            AblationScores.Accuracy(result.Reflected, LeanPoPlan.LeanPoName))],
        Accuracies(result.Reflected, LeanPoPlan.LeanPoName), Accuracies(result.External, LeanPoPlan.ExternalName));

    private static Lift Gain(AblationResult result, string variant, ExamScore score) => Lift.From(
        AblationScores.AtEverySeed(result, score), AblationScores.Of(result, variant, score));

    /// <summary>Relative gains of accuracy behind two base models.</summary>
    private static Claim? Strength(LeanPoResult result) => result.Stronger is not { } stronger ? null : Claim.Decided(
        "The better the base model, the smaller the gain",
        "The exam's accuracy gains less, relative to the base model's, behind a base model that was taught longer.",
        Of(result, LeanPoPlan.LeanPoName).Zip(stronger.Of(LeanPoPlan.LeanPoName))
            .Select(two => Gain(result.Reflected, two.First) > Gain(stronger, two.Second)),
        Gains("this base model", result.Reflected), Gains("taught longer", stronger));

    private static double Gain(AblationResult result, AblationRun run) =>
        Accuracy(run) / Evaluate.Scoring.Scores.From(result.Base.Questions).Micro - 1;

    private static KeyValue Gains(string name, AblationResult result) => new(
        $"{name}: relative gain",
        string.Join(" · ", result.Of(LeanPoPlan.LeanPoName).Select(run => Percent(Gain(result, run)))));

    private static IReadOnlyList<AblationRun> Of(LeanPoResult result, string variant) => result.Reflected.Of(variant);

    private static AnswerQuality Answers(LeanPoResult result, string kind) =>
        result.Answers.Single(a => a.Kind == kind);

    private static double Accuracy(AblationRun run) => Evaluate.Scoring.Scores.From(run.Exam.Questions).Micro;

    private static KeyValue Accuracies(AblationResult result, string variant) => new(
        $"{variant}: accuracy",
        string.Join(" · ", AblationScores.BySeed(result, variant, run => Accuracy(run)).Select(Percent)));

    private static KeyValue Shown(LeanPoResult result, string variant, string metric) => new(
        $"{variant}: {metric}, nats",
        string.Join(" · ", Of(result, variant).Select(run => Numbers.Significant(run.HeldOut[metric], 3))));

    private static string Percent(double share) => Numbers.Significant(100 * share, 3) + " %";
}
