using Kit.Report.Drawing;
using Plotly.NET;
using Plotly.NET.CSharp;
using PlotlyChart = Plotly.NET.CSharp.Chart;

namespace Kit.Report.Figures;

/// <summary>Named points with error bars: scatters, and forests of differences.</summary>
internal static class PointsFigure
{
    public static GenericChart From(Chart.Scatter chart) => PlotlyChart
        .Combine([.. chart.Marks.Index()
            .Where(mark => chart.X.Scale.Admits(mark.Item.X.Value) && chart.Y.Scale.Admits(mark.Item.Y.Value))
            .Select(mark => Point(mark.Item, mark.Index))])
        .WithX(chart.X).WithY(chart.Y);

    /// <summary>The first branch on top, as it is read.</summary>
    public static GenericChart From(Chart.Forest chart)
    {
        Branch[] known = [.. chart.Branches.Where(b => chart.Difference.Scale.Admits(b.Value.Value)).Reverse()];
        var points = PlotlyChart.Scatter<double, string, string>(
            known.Select(branch => branch.Value.Value).ToArray(),
            known.Select(branch => FigureText.Escape(branch.Name)).ToArray(), StyleParam.Mode.Markers,
            MarkerColor: Color.fromString(Colour.At(0)), UseDefaults: false);
        points.GetTraces()[0].SetProperty("error_x", FigureText.Errors([.. known.Select(branch => branch.Value)]));
        return PlotlyChart.Combine([points.WithTraceInfo(ShowLegend: false)]).WithX(chart.Difference);
    }

    private static GenericChart Point(Mark mark, int index)
    {
        var point = PlotlyChart.Scatter<double, double, string>(
            [mark.X.Value], [mark.Y.Value], StyleParam.Mode.Markers_Text,
            MultiText: new[] { FigureText.Escape(mark.Name) }, TextPosition: StyleParam.TextPosition.TopRight,
            MarkerColor: Color.fromString(Colour.At(index)), MarkerSymbol: Symbol(index), UseDefaults: false);
        var trace = point.GetTraces()[0];
        if (mark.X.Low < mark.X.High) trace.SetProperty("error_x", FigureText.Errors([mark.X]));
        if (mark.Y.Low < mark.Y.High) trace.SetProperty("error_y", FigureText.Errors([mark.Y]));
        return point.WithTraceInfo(Name: FigureText.Escape(mark.Name), ShowLegend: false);
    }

    /// <summary>The shapes of the drawing.</summary>
    private static StyleParam.MarkerSymbol Symbol(int index) => (index % 4) switch
    {
        0 => StyleParam.MarkerSymbol.Circle,
        1 => StyleParam.MarkerSymbol.Square,
        2 => StyleParam.MarkerSymbol.TriangleUp,
        _ => StyleParam.MarkerSymbol.Diamond,
    };
}
