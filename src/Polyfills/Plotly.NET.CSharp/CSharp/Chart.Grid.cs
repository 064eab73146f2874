using System.Globalization;

namespace Plotly.NET.CSharp;

/// <summary>Charts side by side.</summary>
public static partial class Chart
{
    /// <summary>Rows of charts, each with its own axes, under their titles.</summary>
    /// <remarks>With the gaps of plotly.js, 0.2 and 0.3 of a cell, a grid of n columns has cells of 0.8 / (n − 0.2);
    /// the titles are annotations in the middle of them.</remarks>
    public static GenericChart Grid(
        IEnumerable<GenericChart> gCharts, int nRows, int nCols, Optional<IEnumerable<string>> SubPlotTitles = default,
        Optional<StyleParam.LayoutGridPattern> Pattern = default, Optional<double> XGap = default,
        Optional<double> YGap = default)
    {
        GenericChart[] charts = [.. gCharts];
        var layout = new Layout();
        foreach (var (index, chart) in charts.Index()) Place(chart, layout, Number(index));
        var titles = SubPlotTitles.Or([]).Select((title, i) => Title(title, i, nRows, nCols, XGap, YGap));
        layout.SetProperty("annotations", titles.ToArray());
        var grid = new DynamicObj.DynamicObj();
        grid.SetProperty("rows", nRows);
        grid.SetProperty("columns", nCols);
        grid.SetProperty("roworder", "top to bottom");
        grid.SetProperty("pattern", Pattern.Or(StyleParam.LayoutGridPattern.Independent));
        XGap.Set(grid, "xgap");
        YGap.Set(grid, "ygap");
        layout.SetProperty("grid", grid);
        return new GenericChart(charts.SelectMany(chart => chart.Traces), layout);
    }

    private static void Place(GenericChart chart, Layout layout, string number)
    {
        foreach (var axis in (string[])["x", "y"])
        {
            foreach (var trace in chart.Traces) trace.SetProperty($"{axis}axis", axis + number);
            layout.SetProperty($"{axis}axis{number}", chart.Layout.Find($"{axis}axis") ?? new DynamicObj.DynamicObj());
        }
    }

    private static DynamicObj.DynamicObj Title(
        string text, int index, int rows, int columns, Optional<double> xGap, Optional<double> yGap)
    {
        var (across, down) = (1 / (columns - xGap.Or(0.2)), 1 / (rows - yGap.Or(0.3)));
        var left = index % columns * across;
        var title = new DynamicObj.DynamicObj();
        title.SetProperty("x", (left + (left + across * (1 - xGap.Or(0.2)))) / 2);
        title.SetProperty("y", 1 - index / columns * down);
        title.SetProperty("showarrow", false);
        title.SetProperty("text", text);
        title.SetProperty("xanchor", "center");
        title.SetProperty("xref", "paper");
        title.SetProperty("yanchor", "bottom");
        title.SetProperty("yref", "paper");
        return title;
    }

    private static string Number(int index) => index == 0 ? "" : (index + 1).ToString(CultureInfo.InvariantCulture);
}
