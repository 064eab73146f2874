using Kit.Pipelines.MoreData;
using Kit.Report.MoreData;
using Kit.Report.Tests.Ablations;
using VerifyXunit;

namespace Kit.Report.Tests.MoreData;

/// <summary>What is said of more and more pairs whose runs are made up.</summary>
public sealed class ScaleReportSpecs
{
    [Fact]
    public Task The_table() => Verifier.Verify(ScaleReport.ToTable(Result(3, 9)).ToMarkdown()).ToTask();

    [Theory]
    [InlineData(3, 9, ClaimVerdict.Holds)]
    [InlineData(9, 3, ClaimVerdict.DoesNotHold)]
    [InlineData(5, 6, ClaimVerdict.Undecided)]             // one pair of ten
    public void It_scales_where_all_pairs_beat_the_smallest_share(int few, int all, ClaimVerdict verdict) =>
        Assert.Equal([verdict, verdict], ScaleClaims.From(Result(few, all)).Select(claim => claim.Verdict));

    [Fact]
    public void One_seed_decides_nothing() => Assert.All(
        ScaleClaims.From(Result(3, 9, seeds: 1)), claim => Assert.Equal(ClaimVerdict.Undecided, claim.Verdict));

    [Fact]
    public void Curves_show_gains_by_pairs() => Assert.Equal(
        [(10, -20), (40, 40)],
        ((Chart.Lines)ScaleReport.ToChart(Result(3, 9))).Series[0].Points.Select(point => (point.X, Math.Round(point.Y))));

    private static ScaleResult Result(int few, int all, int seeds = 2) =>
        new([Arm(0.25, 10, few, seeds), Arm(1, 40, all, seeds)]);

    private static ScaleArm Arm(double share, int pairs, int both, int seeds) =>
        new(share, pairs, Trial.Result(seeds, (_, _) => new Trial(Both: both)).Only(["DPO", "RRPO"]));
}
