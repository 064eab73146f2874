using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Pipelines;
using Kit.Pipelines.Rlaif;
using Kit.Report.Reproductions;
using Kit.Report.Tests.LeanPo;
using Kit.Report.Tests.Rlaif;
using VerifyXunit;

namespace Kit.Report.Tests.Reproductions;

/// <summary>Published tables in their shape, from numbers that are made up.</summary>
public sealed class ReproductionSpecs
{
    private const int Clips = 16;
    private static readonly string[] Losses = ["DPO", "DPA", "TDPO", "DDPO", "DPO + TokenKL", "RRPO without KL", "RRPO"];

    [Fact]
    public Task Rrpo() => Shown([
        .. RrpoReproduction.Losses(Result(Losses)),
        .. RrpoReproduction.Main(Result("DPO", "RRPO", "TPO"))]);

    [Fact]
    public Task Methods() => Shown(MethodsReproduction.Tables(
        Result("DPO", "IPO", "CPO", "KTO", "ORPO", "R-DPO", "SimPO", "SFT", "TPO")));

    [Fact]
    public Task LeanPo() => Shown(LeanPoReproduction.Tables(LeanPoReportSpecs.Result()));

    [Fact]
    public Task VlmRlaif() => Shown(RlaifReproduction.Tables(RlaifReportSpecs.Result(), Given.Protocol));

    [Fact]
    public void Every_measured_number_follows_from_its_observations()
    {
        foreach (var table in RrpoReproduction.Losses(Result(Losses)))
            foreach (var cell in table.Rows.SelectMany(row => row))
                switch (cell)
                {
                    case Cell.Spread { Value: var x }:
                        Assert.Equal(x.Mean, cell.Observations.Average(one => one.Value), 1e-9);
                        break;
                    case Cell.Difference { Value: var x }:
                        Assert.Equal(x.Value, cell.Observations.Average(one => one.Value), 1e-9);
                        break;
                }
    }

    [Fact]
    public void A_relative_change_from_nothing_is_no_number()
    {
        var table = RrpoReproduction.Losses(Result(Losses) with
        {
            Base = Exam(_ => false),
        })[0];
        var relative = table.Columns.Select(column => column.Name).ToList().IndexOf("mean %Δ");
        Assert.All(table.Rows.Skip(1), row => Assert.Equal(new Cell.Missing(), row[relative]));
        Assert.All(table.Rows.Skip(1), row => Assert.IsType<Cell.Spread>(row[relative - 1]));
    }

    [Theory]
    [InlineData(new[] { 0.5, 1 }, new[] { "3.5", "3.6" })]
    [InlineData(new[] { 0.1, 0.25, 0.5, 1 }, new[] { "–", "3.3", "3.5", "3.6" })]
    public void The_largest_amounts_stand_beside_the_papers(double[] shares, string[] correctness)
    {
        var result = RlaifReportSpecs.Result();
        var table = RlaifReproduction.Tables(result with
        {
            Plan = result.Plan with { Shares = [.. shares] },
            Rewards = [.. result.Rewards, new RewardFit(0.1, 1, 4, 0.5, double.NaN)],
        }, Given.Protocol)[2];
        Assert.Equal(correctness, table.Rows.Select(row => row[3].Show(table.Columns[3].Format)));
        if (shares.Length == 4) Assert.Equal(new Cell.Missing(), table.Rows[0][2]);
    }

    private static Task<VerifyTests.VerifyResult> Shown(IEnumerable<Table> tables) =>
        Verifier.Verify(string.Join("\n", tables.Select(table => table.ToMarkdown())), "md").ToTask();

    /// <summary>Every method wins a few clips over the base and loses others, as its name and seed say.</summary>
    private static AblationResult Result(params string[] names)
    {
        var ablation = Ablation.Over([.. names.Select(name => new Variant(name, Kit.Papers.Dpo))]).Seeds(2);
        return new AblationResult(
            ablation, Exam(clip => clip % 3 == 0),
            [.. ablation.Variants.SelectMany((variant, i) => ablation.SeedList.Select(seed => new AblationRun(
                variant, seed, [], new Dictionary<string, double> { ["kl/chosen"] = i + 0.1 * seed },
                Exam(clip => clip % 3 == 0 || (clip + seed) % 8 < i), Seconds: 1)))],
            Given.Protocol);
    }

    private static ExamResult Exam(Func<int, bool> right) => new(
        [.. Enumerable.Range(0, Clips).Select(i => new Outcome(
            $"q{i}", $"clip {i}", i % 2 == 0 ? "colour" : "order", "open", "red", "red",
            right(i) ? Verdict.Correct : Verdict.Wrong))],
        [.. Enumerable.Range(0, Clips).Select(i => new HallucinationOutcome(
            $"pair {i}", $"clip {i}", Verdict.Correct, right(i) ? Verdict.Correct : Verdict.Wrong))]);
}
