using Kit.Evaluate.Statistics;
using VerifyXunit;

namespace Kit.Report.Tests.Tables;

public class TableSpecs
{
    [Fact]
    public Task Markdown() => Verifier.Verify(Given.Table.ToMarkdown()).ToTask();

    [Fact]
    public Task Csv() => Verifier.Verify(Given.Table.ToCsv()).ToTask();

    [Fact]
    public Task Latex() => Verifier.Verify(Given.Table.ToLatex()).ToTask();

    [Theory]
    [InlineData(0.95, 0.049, true)]
    [InlineData(0.95, 0.05, true)]
    [InlineData(0.95, 0.051, false)]
    [InlineData(0.99, 0.049, false)]
    [InlineData(0.99, 0.01, true)]
    public void A_difference_is_bold_only_when_it_is_significant_at_its_level(double level, double p, bool bold) =>
        Assert.Equal(bold, Cell.From(new Estimate(0.015, new Interval(0.01, 0.02, level), 0.01, p)).Bold);

    [Fact]
    public void Nothing_else_is_ever_bold() => Assert.DoesNotContain(
        new[]
        {
            Cell.From("best"), Cell.From(1e9), Cell.From(MeanStd.From([1, 1])), new Cell.Baseline(), new Cell.Missing(),
        },
        cell => cell.Bold);

    [Fact]
    public void One_run_shows_no_spread() =>
        Assert.Equal("71.0", Cell.From(MeanStd.From([0.71])).Show(new Format.Percent()));

    [Fact]
    public void A_row_of_the_wrong_length_is_refused() => Assert.Equal(
        "Table 'Losses': expected 5 cells in row 4, got 1. "
        + "Give one cell for each of: Method, Accuracy, Δ, KL, VideoHallucer.",
        Assert.Throws<ArgumentException>(() => Given.Table.With(Cell.From("x"))).Message);

    [Fact]
    public void Merging_adds_rows_and_keeps_notes_once()
    {
        var merged = Given.Table.Merge(Given.Table.WithNote("Another."));
        Assert.Equal(6, merged.Rows.Count);
        Assert.Equal(["One epoch each.", "Another."], merged.Notes);
    }

    [Fact]
    public void Tables_of_different_protocols_do_not_merge() => Assert.Equal(
        "Merging tables 'Losses' and 'Losses': expected one protocol, got two that differ in frames: '8' and '16'. "
        + "Measure both under one protocol, or keep two tables.",
        Assert.Throws<ArgumentException>(
            () => Given.Table.Merge(Given.Table.With(Given.Protocol with { Frames = 16 }))).Message);

    [Fact]
    public void A_table_without_a_protocol_does_not_merge_with_one_that_has_one() => Assert.Contains(
        "got one table with and one without",
        Assert.Throws<ArgumentException>(() => Given.Table.Merge(Given.Table with { Protocol = null })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Tables_of_different_columns_do_not_merge() => Assert.Contains(
        "expected equal columns",
        Assert.Throws<ArgumentException>(() => Given.Table.Merge(Table.From("x", Column.Words("a")))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_published_column_is_always_marked_and_explained()
    {
        Assert.Equal("VideoHallucer (%)\u00A0†", Given.Table.Columns[4].Header);
        Assert.Contains(
            "† A paper 2025, table 1. Another model and other data: compare the order and the signs, not the values.",
            Given.Table.Footnotes);
    }

    [Fact]
    public void A_table_that_measured_nothing_twice_owes_no_note() =>
        Assert.Empty(Table.From("x", Column.Number("n")).With(Cell.From(1)).Footnotes);
}
