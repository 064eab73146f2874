using System.Collections.ObjectModel;
using Kit.Data.MovingShapes;
using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Pipelines;
using Kit.Pipelines.LeanPo;
using Kit.Pipelines.Recipes;
using Kit.Report.LeanPo;
using Kit.Train.Preference;
using VerifyXunit;

namespace Kit.Report.Tests.LeanPo;

/// <summary>A study whose numbers are made up: what the report says of them.</summary>
public sealed class LeanPoReportSpecs
{
    [Fact]
    public Task The_report() => Verifier
        .Verify(LeanPoReport.From(Result(), ReadOnlyDictionary<string, ClipFrames>.Empty, [new("machine", "2 cores")]).ToMarkdown()).ToTask();

    /// <summary>Two standard errors of shares of 100 answers are 0.14.</summary>
    [Theory]
    [InlineData(0.5, 0.7, 0.9, "holds")]
    [InlineData(0.5, 0.7, 0.75, "undecided")]
    [InlineData(0.5, 0.7, 0.5, "does not hold")]
    public void Hints_help_where_chance_does_not_explain_it(double plain, double first, double chosen, string verdict) =>
        Assert.Contains($"**Hints and reflection make truer answers: {verdict}.**", LeanPoReport.From(
            Result() with
            {
                Answers =
                [
                    new("plain", 100, plain, 0), new("first", 100, first, 0), new("chosen", 100, chosen, 0),
                    new("rejected", 100, 0, 0),
                ],
            }, ReadOnlyDictionary<string, ClipFrames>.Empty, []).ToMarkdown(), StringComparison.Ordinal);

    internal static LeanPoResult Result()
    {
        var plan = LeanPoPlan.Full with { Seeds = 2 };
        Variant[] smoothings = [.. plan.Smoothings.Select(l =>
            new Variant(FormattableString.Invariant($"λ = {l}"), LeanPoPlan.Smoothed(l)))];
        return new LeanPoResult(
            plan, 100,
            [
                new("plain", 100, 0.5, -0.4), new("first", 100, 0.7, -0.5), new("chosen", 100, 0.9, -0.6),
                new("rejected", 100, 0.2, -1.5),
            ],
            0.125,
            Runs(plan, [.. plan.Variants], name => name == LeanPoPlan.DpoName ? -2 : 1),
            Runs(plan, [new(LeanPoPlan.FirstRound, Kit.Papers.LeanPo)], _ => 0.5),
            Runs(plan, [new(LeanPoPlan.SftName, Kit.Papers.Named("sft"))], _ => 2),
            Runs(plan, [new(LeanPoPlan.ExternalName, Kit.Papers.Dpo)], _ => 1),
            [.. plan.Augmentations.Select(how => new AugmentedResult(
                how, new AnswerQuality("rejected", 90, 0.3, -1), 0.1,
                Runs(plan, [new(LeanPoPlan.LeanPoName, Kit.Papers.LeanPo)], _ => 1)))],
            [.. plan.Noise.Select(share => (share, Runs(plan, smoothings, _ => 0)))],
            [
                Draft.From("q", "clip", ("question", "which colour ?"), ("truth", "red ."), ("plain", "blue ."),
                    ("first", "blue ."), ("chosen", "red ."), ("rejected", "green .")),
            ])
        {
            Stronger = Runs(plan, [new(LeanPoPlan.LeanPoName, Kit.Papers.LeanPo)], _ => 1),
        };
    }

    private static AblationResult Runs(LeanPoPlan plan, Variant[] variants, Func<string, double> delta)
    {
        var ablation = Ablation.Over(variants).Seeds(plan.Seeds).With(plan.Optimization).With(plan.Lora);
        return new AblationResult(
            ablation, Exam(5),
            [.. variants.SelectMany(v => ablation.SeedList.Select(seed => new AblationRun(
                v, seed, [new PreferenceStep(0, 1, Step(v))],
                new Dictionary<string, double>
                {
                    ["delta/chosen"] = delta(v.Name), ["delta/rejected"] = -3, ["displacement"] = 0.25,
                    ["kl/chosen"] = 0.1,
                },
                Exam(v.Name == LeanPoPlan.DpoName ? 4 : 6), Seconds: 2)))],
            Given.Protocol);
    }

    /// <summary>A supervised loss tells no margin.</summary>
    private static Dictionary<string, double> Step(Variant variant)
    {
        var told = new Dictionary<string, double>
        {
            ["loss"] = 0.5, ["kl/chosen"] = 0.1, ["delta/chosen"] = 0.2, ["delta/rejected"] = -0.3,
        };
        if (variant.Name != LeanPoPlan.SftName) (told["rewards/margins"], told["rewards/accuracies"]) = (1, 0.75);
        return told;
    }

    private static ExamResult Exam(int right) => new(
        [.. Enumerable.Range(0, 10).Select(i => new Outcome(
            $"q{i}", $"clip {i}", "colour", "open", "red", "red", i < right ? Verdict.Correct : Verdict.Wrong))],
        [.. Enumerable.Range(0, 10).Select(i => new HallucinationOutcome(
            $"pair {i}", $"clip {i}", Verdict.Correct, i < right ? Verdict.Correct : Verdict.Wrong))]);
}
