namespace Kit.Report;

/// <summary>A chart in words: for readers that cannot see it, for Markdown and for the console.</summary>
internal static class ChartText
{
    /// <summary>One line a series, with its main numbers.</summary>
    public static IEnumerable<string> Lines(Chart chart) => chart switch
    {
        Chart.Lines lines => lines.Series.Select(series => Curve(series, lines)),
        Chart.Bars bars => bars.Series.Select(series => $"{series.Name}: " + string.Join(
            ", ", series.Values.Zip(bars.Categories, (value, name) => $"{name} {Show(value)}")) + Unit(bars.Value)),
        Chart.Scatter scatter => scatter.Marks.Select(mark =>
            $"{mark.Name}: {scatter.X.Title} {Show(mark.X)}{Unit(scatter.X)}, "
            + $"{scatter.Y.Title} {Show(mark.Y)}{Unit(scatter.Y)}"),
        Chart.Forest forest => forest.Branches.Select(branch =>
            $"{branch.Name}: {forest.Difference.Title} {Show(branch.Value)}{Unit(forest.Difference)}"),
        Chart.Grid grid => grid.Charts.SelectMany(small => Lines(small).Select(line => $"{small.Title}: {line}")),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Curve(Series series, Chart.Lines chart)
    {
        Point[] known = [.. series.Points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y))];
        return known is [var first, .., var last]
            ? $"{series.Name}: {chart.Y.Title} {Text(first.Y)} at {Text(first.X)}, {Text(last.Y)} at {Text(last.X)}, "
                + $"lowest {Text(known.Min(p => p.Y))}, highest {Text(known.Max(p => p.Y))}{Unit(chart.Y)}"
            : $"{series.Name}: {known.Length} points";
    }

    private static string Show(Limits limits) => double.IsNaN(limits.Value) ? "not measured"
        : limits.Low < limits.High ? $"{Text(limits.Value)} [{Text(limits.Low)}, {Text(limits.High)}]"
        : Text(limits.Value);

    private static string Text(double value) => Numbers.Print(Numbers.Significant(value, 4));

    private static string Unit(Axis axis) => axis.Unit == "" ? "" : $" {axis.Unit}";
}
