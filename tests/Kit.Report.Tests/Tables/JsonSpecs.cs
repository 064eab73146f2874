using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck.Fluent;
using Kit.Evaluate.Statistics;
using VerifyXunit;

namespace Kit.Report.Tests.Tables;

/// <summary>The table with everything behind it, as other programs read it.</summary>
public class JsonSpecs
{
    private static readonly Measurements Before = new(
        "base",
        [new("q1", 1, "clip 1", 0), new("q2", 1, "clip 2", 1), new("q1", 2, "clip 1", 0), new("q2", 2, "clip 2", 1)]);

    private static readonly Measurements After =
        Before with { Values = [.. Before.Values.Select(v => v with { Value = 1 })] };

    private static readonly Table Observed = Table
        .From("Observed", Column.Words("Method"), Column.Percent("Accuracy"), Column.Points("Δ"))
        .With(Cell.From("base"), Cell.From(Before), new Cell.Baseline())
        .With(Cell.From("tuned"), Cell.From(After), Cell.Between(Before, After));

    [Fact]
    public Task The_schema() => Verifier.Verify(Pretty(Observed.ToJson()), "json").ToTask();

    [Fact]
    public Task A_table_with_every_kind_of_cell() => Verifier.Verify(Pretty(Given.Table.ToJson()), "json").ToTask();

    [Fact]
    public void What_was_written_is_read()
    {
        foreach (var table in PaperTables.All.Select(one => one.ToTable()).Append(Given.Table).Append(Observed))
            Assert.Equal(table, Table.FromJson(table.ToJson()));
    }

    [Fact]
    public void Numbers_that_JSON_lacks_are_read_as_they_were()
    {
        var odd = Table.From("odd", Column.Number("n"), Column.Number("m"))
            .With(Cell.From(double.NaN), Cell.From(double.PositiveInfinity))
            .With(Cell.From(double.NegativeInfinity), Cell.From(double.Epsilon))
            .With(Cell.From(MeanStd.From([1])), Cell.From(0.1 + 0.2));
        Assert.Equal(odd, Table.FromJson(odd.ToJson()));
    }

    [Fact]
    public void Any_text_is_written_and_read() => Given.Always(Given.Texts(), text =>
    {
        var table = Table.From(text, Column.Words(text), Column.Paper(text, text, text))
            .With(Cell.From(text), Cell.From(1)).WithNote(text);
        var read = Table.FromJson(table.ToJson());
        Assert.Equal(Sound(text), read.Title);
        Assert.Equal(read, Table.FromJson(read.ToJson()));
    });

    [Fact]
    public void Every_number_follows_from_its_samples()
    {
        var rows = JsonNode.Parse(Observed.ToJson())!["rows"]!.AsArray();
        foreach (var cell in rows.SelectMany(row => row!["cells"]!.AsArray()))
            if (cell!["samples"] is JsonArray samples)
                Assert.Equal((double)cell["value"]!, samples.Average(sample => (double)sample!["value"]!), 1e-15);
        Assert.Equal(4, rows[1]!["cells"]![2]!["samples"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("kit-table/1", "kit-table/9", "expected schema kit-table/1")]
    [InlineData("\"spread\"", "\"spreads\"", "got 'spreads'")]
    [InlineData("\"percent\"", "\"roman\"", "got roman 1")]
    [InlineData("\"count\":2", "\"count\":null", "got 'spread'")]
    [InlineData("\"notes\"", "\"nots\"", "nots")]
    [InlineData("{\"kind\":\"baseline\",\"shown\":\"baseline\",\"bold\":false}", "", "")]
    public void Another_file_is_refused(string from, string to, string message) => Assert.Contains(
        message,
        Assert.ThrowsAny<JsonException>(
            () => Table.FromJson(Observed.ToJson().Replace(from, to, StringComparison.Ordinal))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_row_that_lost_a_cell_is_named() => Assert.Equal(
        "table: expected 3 cells in row 'base', got 2.",
        Assert.Throws<JsonException>(() => Table.FromJson(Observed.ToJson().Replace(
            ",{\"kind\":\"baseline\",\"shown\":\"baseline\",\"bold\":false}", "", StringComparison.Ordinal))).Message);

    private static string Pretty(string json) => JsonNode.Parse(json)!.ToJsonString(new JsonSerializerOptions
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>As UTF-8 holds it.</summary>
    private static string Sound(string text) =>
        System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
