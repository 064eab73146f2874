using System.Collections.ObjectModel;
using Kit.Data.MovingShapes;
using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.Rlaif;
using Kit.Report.Rlaif;
using VerifyXunit;

namespace Kit.Report.Tests.Rlaif;

/// <summary>A study whose numbers are made up: what the report says of them.</summary>
public sealed class RlaifReportSpecs
{
    [Fact]
    public Task The_report() => Verifier
        .Verify(RlaifReport.From(Result(), None, [new("machine", "2 cores")]).ToMarkdown()).ToTask();

    /// <summary>Reward up, truth down: the report says so.</summary>
    [Fact]
    public void Reward_hacking_is_shown()
    {
        var markdown = RlaifReport.From(Result(oracleAfter: 0.4), None, []).ToMarkdown();
        var claim = markdown[markdown.IndexOf("What the reward model likes", StringComparison.Ordinal)..];
        Assert.Contains("does not hold", claim[..400], StringComparison.Ordinal);
    }

    /// <summary>0.6 without a narrative, 30 drafts each: two standard errors are 0.26.</summary>
    [Theory]
    [InlineData(0.95, "holds")]
    [InlineData(0.65, "undecided")]
    [InlineData(0.55, "undecided")]
    [InlineData(0.2, "does not hold")]
    public void A_narrative_helps_where_chance_does_not_explain_it(double told, string verdict) => Assert.Contains(
        $"**A narrative makes the judge agree more with the truth: {verdict}.**",
        RlaifReport.From(Result(told: told), None, []).ToMarkdown(), StringComparison.Ordinal);

    /// <summary>The elder's: 0.7 with all pairs.</summary>
    [Theory]
    [InlineData(0.65, "holds")]
    [InlineData(0.7, "does not hold")]
    [InlineData(double.NaN, "undecided")]
    public void A_stronger_model_rewards_better_where_every_seed_says_so(double own, string verdict) => Assert.Contains(
        $"**A stronger model makes a better reward model: {verdict}.**",
        RlaifReport.From(Result(own: own), None, []).ToMarkdown(), StringComparison.Ordinal);

    [Fact]
    public void Where_the_elder_is_the_policys_model_nothing_is_said_of_strength() => Assert.DoesNotContain(
        "A stronger model", RlaifReport.From(Result() with { Own = [] }, None, []).ToMarkdown(),
        StringComparison.Ordinal);

    private static ReadOnlyDictionary<string, ClipFrames> None => ReadOnlyDictionary<string, ClipFrames>.Empty;

    internal static RlaifResult Result(double oracleAfter = 0.7, double told = 0.7, double own = 0.65)
    {
        var plan = RlaifPlan.Full with { Seeds = 2 };
        return new RlaifResult(
            plan, 40, 100,
            [(0, Study(0.6)), (1, Study(0.65)), (3, Study(told)), (5, Study(0.68))],
            [
                Draft.From("q", "clip", ("question", "which colour ?"), ("truth", "red ."), ("narrative", "a red ball ."),
                    ("a", "red ."), ("b", "blue ."), ("preference", Feedback.First), ("oracle", Feedback.First)),
            ],
            [.. Seeds(plan).SelectMany(seed => plan.Shares.Select(share =>
                new RewardFit(share, seed, (int)(share * 40), 0.6 + 0.1 * share, 0.5 + 0.2 * share)))],
            Exam(5),
            [.. Seeds(plan).SelectMany(seed => new[] { "easy to hard", "mixed" }.Select(order =>
                new InitRun(order, seed, Exam(order == "mixed" ? 5 : 6))))],
            [.. plan.Variants.SelectMany(variant => Seeds(plan).Select(seed => new RlaifRun(
                variant.Name, seed, [Step(0.5, 0.1, 0), Step(oracleAfter, 0.9, 2)], Exam(6),
                new Drawn(0.5, 0.1, 8, 0.9), new Drawn(oracleAfter, 0.9, 7, 1), 10)))])
        {
            Own = [.. Seeds(plan).Select(seed => new RewardFit(plan.Shares[^1], seed, 40, 0.6, own))],
        };
    }

    private static IEnumerable<long> Seeds(RlaifPlan plan) => Enumerable.Range(1, plan.Seeds).Select(s => (long)s);

    private static FeedbackStudy Study(double agreement) => new(40, 1, 0.2, 0.55, agreement, agreement + 0.1, 30);

    private static Dictionary<string, double> Step(double oracle, double reward, double kl) => new()
    {
        ["oracle/scores"] = oracle, ["reward/scores"] = reward, ["objective/kl"] = kl, ["completions/mean_length"] = 8,
    };

    private static ExamResult Exam(int right) => new(
        [.. Enumerable.Range(0, 10).Select(i => new Outcome(
            $"q{i}", $"clip {i}", "colour", "open", "red", "red", i < right ? Verdict.Correct : Verdict.Wrong))],
        [new HallucinationOutcome("pair", "clip", Verdict.Correct, Verdict.Correct)]);
}
