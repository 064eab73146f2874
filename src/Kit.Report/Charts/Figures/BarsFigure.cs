using Kit.Report.Drawing;
using Plotly.NET;
using Plotly.NET.CSharp;
using PlotlyChart = Plotly.NET.CSharp.Chart;

namespace Kit.Report.Figures;

/// <summary>Groups of bars with error bars; what was not measured has no bar.</summary>
internal static class BarsFigure
{
    public static GenericChart From(Chart.Bars chart, LegendNames names) => PlotlyChart
        .Combine([.. chart.Series.Index().Select(series => Bars(chart, series.Item, series.Index, names))])
        .WithY(chart.Value);

    private static GenericChart Bars(Chart.Bars chart, BarSeries series, int index, LegendNames names)
    {
        (string Name, Limits Value)[] known =
            [.. chart.Categories.Zip(series.Values).Where(bar => chart.Value.Scale.Admits(bar.Second.Value))];
        var bars = PlotlyChart.Column<double, string, string>(
            known.Select(bar => bar.Value.Value).ToArray(),
            Keys: known.Select(bar => FigureText.Escape(bar.Name)).ToArray(), Name: FigureText.Escape(series.Name),
            MarkerColor: Color.fromString(Colour.At(index)), UseDefaults: false);
        Limits[] values = [.. known.Select(bar => bar.Value)];
        if (values.Any(value => value.Low < value.High))
            bars.GetTraces()[0].SetProperty("error_y", FigureText.Errors(values));
        return bars.WithTraceInfo(ShowLegend: names.Add(series.Name), LegendGroup: series.Name);
    }
}
