using Kit.Train.Metrics;

namespace Kit.Report.Tests.Tables;

public class FrameSpecs
{
    [Fact]
    public void A_frame_has_the_columns_and_numbers_of_the_csv()
    {
        var frame = Given.Table.ToDataFrame();
        var lines = Given.Table.ToCsv().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines[0], string.Join(',', frame.Columns.Select(column => Quote(column.Name))));
        Assert.Equal(lines.Length - 1, frame.Rows.Count);
        Assert.All(lines.Skip(1).Zip(frame.Rows), pair => Assert.Equal(
            pair.First, string.Join(',', pair.Second.Select(Shown))));
    }

    [Fact]
    public void Numbers_are_in_the_unit_that_the_table_shows() =>
        Assert.Equal(71.0, (double)Given.Table.ToDataFrame()["Accuracy (%)"][0]!, 9);

    [Fact]
    public void A_name_that_comes_twice_is_numbered()
    {
        var table = Table.From("t", Column.Number("x"), Column.Number("x"), Column.Number("x"))
            .With(Cell.From(1), Cell.From(2), Cell.From(3));
        Assert.Equal(["x", "x #2", "x #3"], table.ToDataFrame().Columns.Select(column => column.Name));
    }

    [Fact]
    public void Metrics_have_a_row_a_step()
    {
        var log = new MetricLog([MetricRow.From(0, ("loss", 0.7)), MetricRow.From(5, ("loss", 0.6), ("kl", 2))]);
        var frame = log.ToDataFrame();
        Assert.Equal(["step", "loss", "kl"], frame.Columns.Select(column => column.Name));
        Assert.Equal((object?[])[0L, 0.7, null], [.. frame.Rows[0]]);
        Assert.Equal((object?[])[5L, 0.6, 2.0], [.. frame.Rows[1]]);
    }

    [Fact]
    public void A_frame_is_shown_as_a_table() =>
        Assert.StartsWith("3 rows × ", Display.ToText(Given.Table.ToDataFrame()), StringComparison.Ordinal);

    private static string Quote(string name) => name.Contains(',', StringComparison.Ordinal) ? $"\"{name}\"" : name;

    private static string Shown(object? value) => value is double number
        ? Numbers.Significant(number, 6)
        : $"{value}";
}
