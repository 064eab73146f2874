namespace Kit.Report.Rendering;

/// <summary>A chart in a few characters a line: curves as eighths of a block, the rest in numbers.</summary>
internal static class ConsoleChart
{
    private const string Eighths = "▁▂▃▄▅▆▇█";
    private const int Columns = 32;

    public static IEnumerable<string> Lines(Chart chart) => chart switch
    {
        Chart.Lines lines => lines.Series.Select(series => Curve(series, lines)),
        Chart.Grid grid => grid.Charts.SelectMany(small => Lines(small).Prepend(small.Title)),
        _ => ChartText.Lines(chart),
    };

    private static string Curve(Series series, Chart.Lines chart)
    {
        var names = chart.Series.Max(other => other.Name.Length);
        double[] all = [.. chart.Series.SelectMany(Values).Where(chart.Y.Scale.Admits).Select(chart.Y.Scale.Place)];
        double[] values = [.. Values(series)];
        if (all.Length == 0 || values.Length == 0) return $"{series.Name.PadRight(names)}  no values";
        var line = string.Concat(Sampled(values).Select(value => Eighth(value, chart.Y.Scale, all.Min(), all.Max())));
        var ends = $"{Text(values[0])} → {Text(values[^1])} {chart.Y.Unit}";
        return $"{series.Name.PadRight(names)}  {line}  {ends}".TrimEnd();
    }

    private static IEnumerable<double> Values(Series series) => series.Points.Select(point => point.Y);

    private static IEnumerable<double> Sampled(double[] values) => values.Length <= Columns
        ? values
        : Enumerable.Range(0, Columns).Select(i => values[(int)((long)i * (values.Length - 1) / (Columns - 1))]);

    private static char Eighth(double value, Scale scale, double low, double high) => scale.Admits(value)
        ? Eighths[high > low ? (int)Math.Round((scale.Place(value) - low) / (high - low) * (Eighths.Length - 1)) : 3]
        : ' ';

    private static string Text(double value) => Numbers.Print(Numbers.Significant(value, 3));
}
