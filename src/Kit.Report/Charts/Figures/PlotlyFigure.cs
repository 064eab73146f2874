using Plotly.NET;
using Plotly.NET.CSharp;
using PlotlyChart = Plotly.NET.CSharp.Chart;

namespace Kit.Report.Figures;

/// <summary>A chart as a figure of plotly.js: same numbers, same colours, dashes and gaps as the drawing.</summary>
/// <remarks>Values without a place on the scale are left out, as the drawing leaves them out, so that the figure's JSON
/// holds finite numbers only. Text is shown as it stands, though plotly.js reads tags in text.</remarks>
internal static class PlotlyFigure
{
    private const int RowHeight = 300;

    /// <summary>A grey that is read on white and on black.</summary>
    private const string Ink = "#7d8590";

    private const string Clear = "rgba(0, 0, 0, 0)";

    public static GenericChart From(Chart chart) => chart is Chart.Grid grid
        ? Titled(Grid(grid), grid.Title)
        : Titled(Plain(chart, new LegendNames()), chart.Title);

    private static GenericChart Plain(Chart chart, LegendNames names) => chart switch
    {
        Chart.Lines lines => LinesFigure.From(lines, names),
        Chart.Bars bars => BarsFigure.From(bars, names),
        Chart.Scatter scatter => PointsFigure.From(scatter),
        Chart.Forest forest => PointsFigure.From(forest),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static GenericChart Grid(Chart.Grid grid)
    {
        Chart[] small = [.. Leaves(grid)];
        if (small.Length == 0) return PlotlyChart.Combine([]);
        var names = new LegendNames();
        var columns = Math.Min(grid.Columns, small.Length);
        var rows = (small.Length + columns - 1) / columns;
        return PlotlyChart.Grid(
            [.. small.Select(chart => Plain(chart, names))], rows, columns,
            SubPlotTitles: small.Select(chart => FigureText.Escape(chart.Title)).ToArray(),
            Pattern: StyleParam.LayoutGridPattern.Independent).WithSize(Height: 120 + rows * RowHeight);
    }

    private static IEnumerable<Chart> Leaves(Chart chart) =>
        chart is Chart.Grid grid ? grid.Charts.SelectMany(Leaves) : [chart];

    /// <summary>Title and ink; the page shows through.</summary>
    private static GenericChart Titled(GenericChart figure, string title)
    {
        var layout = figure.GetLayout();
        layout.SetProperty("title", FigureText.Object(("text", FigureText.Escape(title))));
        layout.SetProperty("font", FigureText.Object(("color", Ink)));
        layout.SetProperty("modebar", FigureText.Object(("bgcolor", Clear), ("color", Ink)));
        layout.SetProperty("paper_bgcolor", Clear);
        layout.SetProperty("plot_bgcolor", Clear);
        return figure;
    }
}
