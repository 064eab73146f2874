using Kit.Report.Drawing;
using Plotly.NET;
using Plotly.NET.CSharp;
using PlotlyChart = Plotly.NET.CSharp.Chart;

namespace Kit.Report.Figures;

/// <summary>Curves, each with its band behind it; a gap stays a gap.</summary>
internal static class LinesFigure
{
    /// <summary>51/255 = 0.2, the one decimal that Plotly.NET writes.</summary>
    private const int BandOpacity = 51;

    public static GenericChart From(Chart.Lines chart, LegendNames names) => PlotlyChart
        .Combine([.. chart.Series.Index().SelectMany(series => Curve(series.Item, series.Index, chart, names))])
        .WithX(chart.X).WithY(chart.Y);

    private static IEnumerable<GenericChart> Curve(Series series, int index, Chart.Lines chart, LegendNames names)
    {
        var runs = series.Runs(chart.X.Scale, chart.Y.Scale);
        var first = runs.Count > 0 && names.Add(series.Name);
        return
        [
            .. runs.SelectMany(run => Band(run, index, chart.Y.Scale)
                .Select(edge => edge.WithTraceInfo(ShowLegend: false, LegendGroup: series.Name))),
            .. runs.Index().Select(run => Line(run.Item, series, index)
                .WithTraceInfo(ShowLegend: first && run.Index == 0, LegendGroup: series.Name)),
        ];
    }

    private static GenericChart Line(Point[] run, Series series, int index) =>
        PlotlyChart.Line<double, double, string>(
            run.Select(p => p.X).ToArray(), run.Select(p => p.Y).ToArray(), ShowMarkers: run.Length == 1,
            Name: FigureText.Escape(series.Name), LineColor: Color.fromString(Colour.At(index)), LineWidth: 2.0,
            LineDash: Dash(index), UseDefaults: false);

    /// <summary>The lower edge, then the upper one, filled down to it.</summary>
    private static GenericChart[] Band(Point[] run, int index, Scale scale)
    {
        if (run.All(p => p.Low == p.High)) return [];
        Point[] known = [.. run.Where(p => scale.Admits(p.Low) && scale.Admits(p.High))];
        var (red, green, blue) = Colour.RgbAt(index);
        GenericChart[] edges =
        [
            PlotlyChart.Line<double, double, string>(
                known.Select(p => p.X).ToArray(), known.Select(p => p.Low).ToArray(), LineWidth: 0.0,
                UseDefaults: false),
            PlotlyChart.Line<double, double, string>(
                known.Select(p => p.X).ToArray(), known.Select(p => p.High).ToArray(), LineWidth: 0.0,
                Fill: StyleParam.Fill.ToNext_y, FillColor: Color.fromARGB(BandOpacity, red, green, blue),
                UseDefaults: false),
        ];
        foreach (var edge in edges) edge.GetTraces()[0].SetProperty("hoverinfo", "skip");
        return edges;
    }

    private static StyleParam.DrawingStyle Dash(int index) => (index % 6) switch
    {
        0 => StyleParam.DrawingStyle.Solid,
        1 => StyleParam.DrawingStyle.Dash,
        2 => StyleParam.DrawingStyle.Dot,
        3 => StyleParam.DrawingStyle.DashDot,
        4 => StyleParam.DrawingStyle.LongDash,
        _ => StyleParam.DrawingStyle.LongDashDot,
    };
}
