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

    public static TheoryData<string, string> Averaged
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var table in (PaperTable[])[PaperTables.LeanPoMain, PaperTables.LeanPoQwen])
                foreach (var row in table.Rows) rows.Add(table.Title, row.Method);
            return rows;
        }
    }

    /// <summary>Within 0.05 of rounding in the overall and 0.05 in its parts.</summary>
    [Theory]
    [MemberData(nameof(Averaged))]
    public void The_published_overall_is_the_mean_of_its_parts(string title, string method)
    {
        var table = PaperTables.All.Single(one => one.Title == title);
        var parts = new[] { "short", "medium", "long" }.Select(part => table[method, $"VideoMME {part}"]!.Value);
        Assert.Equal(table[method, "VideoMME"]!.Value, parts.Average(), 0.1001);
    }

    [Fact]
    public void The_largest_data_set_is_the_main_result()
    {
        foreach (var quality in PaperTables.VlmRlaifPairs.Columns)
            Assert.Equal(
                PaperTables.VlmRlaifGenerative["VLM-RLAIF", quality.Name],
                PaperTables.VlmRlaifPairs["40k pairs", quality.Name]);
    }

    [Fact]
    public void The_rows_of_every_table_have_its_columns()
    {
        foreach (var table in PaperTables.All)
        {
            Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Values.Count));
            Assert.Equal(table.Rows.Count, table.Rows.Select(row => row.Method).Distinct().Count());
        }
    }

    [Fact]
    public Task Every_table() => Verifier.Verify(
        string.Join("\n", PaperTables.All.Select(table => $"{table.ToTable().ToMarkdown()}\nSource: {table.Source}\n")), "md")
        .ToTask();

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
