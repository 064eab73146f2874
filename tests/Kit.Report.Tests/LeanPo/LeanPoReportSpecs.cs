using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Pipelines;
using Kit.Pipelines.LeanPo;
using Kit.Report.LeanPo;
using Kit.Train.Preference;
using VerifyXunit;

namespace Kit.Report.Tests.LeanPo;

/// <summary>A study whose numbers are made up: what the report says of them.</summary>
public sealed class LeanPoReportSpecs
{
    [Fact]
    public Task The_report() => Verifier
        .Verify(LeanPoReport.From(Result(), [new("machine", "2 cores")]).ToMarkdown()).ToTask();

    internal static LeanPoResult Result()
    {
        var plan = LeanPoPlan.Full with { Seeds = 2 };
        Variant[] smoothings = [.. plan.Smoothings.Select(l =>
            new Variant(FormattableString.Invariant($"λ = {l}"), LeanPoPlan.Smoothed(l)))];
        return new LeanPoResult(
            plan, 100,
            [new("plain", 0.5, -0.4), new("first", 0.7, -0.5), new("chosen", 0.9, -0.6), new("rejected", 0.2, -1.5)],
            0.125,
            Runs(plan, [.. plan.Variants], name => name == LeanPoPlan.DpoName ? -2 : 1),
            Runs(plan, [new(LeanPoPlan.FirstRound, Kit.Papers.LeanPo)], _ => 0.5),
            Runs(plan, [new(LeanPoPlan.SftName, Kit.Papers.Named("sft"))], _ => 2),
            [.. plan.Noise.Select(share => (share, Runs(plan, smoothings, _ => 0)))]);
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
