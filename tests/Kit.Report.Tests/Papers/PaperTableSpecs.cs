using VerifyXunit;

namespace Kit.Report.Tests.Papers;

public class PaperTableSpecs
{
    private static readonly string[] Benchmarks = ["TVBench", "VideoHallucer", "VideoMME", "MLVU"];

    public static TheoryData<string> Methods =>
        [.. PaperTables.RrpoAblation.Rows.Select(row => row.Method).Where(method => !method.Contains("base"))];

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_published_means_follow_from_the_published_values(string method)
    {
        var table = PaperTables.RrpoAblation;
        var pairs = Benchmarks
            .Select(name => (Now: table[method, name]!.Value, Base: table["LongVU-7B (base)", name]!.Value))
            .ToArray();
        Assert.Equal(table[method, "Δ"]!.Value, pairs.Average(p => p.Now - p.Base), 0.0501);
        Assert.Equal(table[method, "%Δ"]!.Value, 100 * pairs.Average(p => (p.Now - p.Base) / p.Base), 0.0501);
    }

    [Fact]
    public void Both_tables_agree_where_they_overlap()
    {
        (string, string)[] same =
            [("LongVU-7B (base)", "LongVU"), ("DPO", "LongVU + DPO"), ("RRPO", "LongVU + RRPO")];
        foreach (var (ablation, main) in same)
            foreach (var name in Benchmarks)
                Assert.Equal(PaperTables.RrpoMain[main, name], PaperTables.RrpoAblation[ablation, name]);
    }

    [Fact]
    public Task Ablation() => Verifier.Verify(PaperTables.RrpoAblation.ToTable().ToMarkdown(), "md").ToTask();

    [Fact]
    public Task Main() => Verifier.Verify(PaperTables.RrpoMain.ToTable().ToMarkdown(), "md").ToTask();

    [Fact]
    public void A_column_for_other_tables_is_marked_as_published()
    {
        var column = PaperTables.RrpoAblation.Column("VideoHallucer");
        Assert.Equal("VideoHallucer (%)\u00A0†", column.Header);
        Assert.Equal(Cell.From(44.0), PaperTables.RrpoAblation.Cell("RRPO", "VideoHallucer"));
        Assert.Equal(new Cell.Missing(), PaperTables.RrpoAblation.Cell("SimPO", "VideoHallucer"));
        Assert.Equal(new Cell.Missing(), PaperTables.RrpoAblation.Cell("LongVU-7B (base)", "Δ"));
    }

    [Fact]
    public void Unknown_names_list_the_known_ones()
    {
        Assert.Contains("got ORPO. Name the method as the paper does.",
            Assert.Throws<ArgumentException>(() => PaperTables.RrpoAblation["ORPO", "MLVU"]).Message,
            StringComparison.Ordinal);
        Assert.Equal(
            "Loss ablation on LongVU-7B: expected one of TVBench, VideoHallucer, VideoMME, MLVU, Δ, %Δ, got GQA. "
            + "Name the column as the paper does.",
            Assert.Throws<ArgumentException>(() => PaperTables.RrpoAblation["DPO", "GQA"]).Message);
    }
}
