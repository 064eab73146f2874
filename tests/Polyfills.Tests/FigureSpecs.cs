using Plotly.NET;
using Plotly.NET.CSharp;
using Chart = Plotly.NET.CSharp.Chart;

namespace Polyfills.Tests;

/// <summary>Figures as the real package writes them, to the letter.</summary>
public class FigureSpecs
{
    private static readonly double[] X = [0, 1, 2.5];

    [Fact]
    public void A_line() => Same(
        """
        {"data":[{"type":"scatter","name":"DPO \"é\" <b>","showlegend":true,"mode":"lines+markers","x":[0.0,1.0,2.5],"y":[0.1,-1E-05,1E+21],"marker":{},"line":{"color":"#0072B2","width":2.0,"dash":"longdashdot"}}],"layout":{},"frames":[]}
        """,
        Chart.Line<double, double, string>(
            X, [0.1, -1e-5, 1e21], ShowMarkers: true, Name: "DPO \"é\" <b>", ShowLegend: true,
            LineColor: Color.fromString("#0072B2"), LineWidth: 2.0, LineDash: StyleParam.DrawingStyle.LongDashDot,
            UseDefaults: false));

    [Fact]
    public void A_band() => Same(
        """
        {"data":[{"type":"scatter","mode":"lines","x":[0.0,1.0,2.5],"y":[0.0,1.0,2.5],"marker":{},"line":{"width":0.0},"fill":"tonexty","fillcolor":"rgba(0, 114, 178, 0.2)","showlegend":false,"legendgroup":"g"}],"layout":{},"frames":[]}
        """,
        Chart.Line<double, double, string>(
            X, X, LineWidth: 0.0, Fill: StyleParam.Fill.ToNext_y, FillColor: Color.fromARGB(51, 0, 114, 178),
            UseDefaults: false).WithTraceInfo(ShowLegend: false, LegendGroup: "g"));

    [Fact]
    public void Bars_with_errors()
    {
        var bars = Chart.Column<double, string, string>(
            [1, 2.5], Keys: new[] { "a", "b" }, Name: "DPO", MarkerColor: Color.fromString("#0072B2"),
            UseDefaults: false);
        var error = new DynamicObj.DynamicObj();
        error.SetProperty("type", "data");
        error.SetProperty("symmetric", false);
        error.SetProperty("array", new[] { 0.5, 0.25 });
        bars.GetTraces()[0].SetProperty("error_y", error);
        Same(
            """
            {"data":[{"type":"bar","name":"DPO","x":["a","b"],"y":[1.0,2.5],"orientation":"v","marker":{"color":"#0072B2","pattern":{}},"error_y":{"type":"data","symmetric":false,"array":[0.5,0.25]}}],"layout":{},"frames":[]}
            """,
            bars);
    }

    [Fact]
    public void Named_points() => Same(
        """
        {"data":[{"type":"scatter","name":"p","mode":"markers+text","x":[0.0,1.0,2.5],"y":["a","b","c"],"text":["r","s","t"],"textposition":"top right","marker":{"color":"red","symbol":"2"},"line":{}}],"layout":{},"frames":[]}
        """,
        Chart.Scatter<double, string, string>(
            X, ["a", "b", "c"], StyleParam.Mode.Markers_Text, Name: "p", MultiText: new[] { "r", "s", "t" },
            TextPosition: StyleParam.TextPosition.TopRight, MarkerColor: Color.fromString("red"),
            MarkerSymbol: StyleParam.MarkerSymbol.Diamond, UseDefaults: false));

    [Fact]
    public void Several_on_styled_axes()
    {
        var both = Chart.Combine([Plain(), Plain()])
            .WithXAxisStyle<double, double, string>(TitleText: "step")
            .WithYAxisStyle<double, double, string>(TitleText: "KL (nats)", AxisType: StyleParam.AxisType.Log)
            .WithSize(Width: 760, Height: 300);
        var title = new DynamicObj.DynamicObj();
        title.SetProperty("text", "Loss");
        both.GetLayout().SetProperty("title", title);
        Same(
            """
            {"data":[{"type":"scatter","mode":"lines","x":[0.0,1.0,2.5],"y":[0.0,1.0,2.5],"marker":{},"line":{}},{"type":"scatter","mode":"lines","x":[0.0,1.0,2.5],"y":[0.0,1.0,2.5],"marker":{},"line":{}}],"layout":{"xaxis":{"title":{"text":"step"}},"yaxis":{"title":{"text":"KL (nats)"},"type":"log"},"width":760,"height":300,"title":{"text":"Loss"}},"frames":[]}
            """,
            both);
    }

    [Fact]
    public void A_grid() => Same(
        """
        {"data":[{"type":"scatter","mode":"lines","x":[0.0,1.0,2.5],"y":[0.0,1.0,2.5],"marker":{},"line":{},"xaxis":"x","yaxis":"y"},{"type":"scatter","mode":"lines","x":[0.0,1.0,2.5],"y":[0.0,1.0,2.5],"marker":{},"line":{},"xaxis":"x","yaxis":"y"},{"type":"scatter","mode":"lines","x":[0.0,1.0,2.5],"y":[0.0,1.0,2.5],"marker":{},"line":{},"xaxis":"x2","yaxis":"y2"},{"type":"scatter","mode":"lines","x":[0.0,1.0,2.5],"y":[0.0,1.0,2.5],"marker":{},"line":{},"xaxis":"x3","yaxis":"y3"}],"layout":{"xaxis":{"title":{"text":"step"}},"yaxis":{},"xaxis2":{},"yaxis2":{"title":{"text":"y"}},"xaxis3":{},"yaxis3":{},"annotations":[{"x":0.22222222222222224,"y":1.0,"showarrow":false,"text":"A","xanchor":"center","xref":"paper","yanchor":"bottom","yref":"paper"},{"x":0.7777777777777778,"y":1.0,"showarrow":false,"text":"B","xanchor":"center","xref":"paper","yanchor":"bottom","yref":"paper"},{"x":0.22222222222222224,"y":0.4117647058823529,"showarrow":false,"text":"C","xanchor":"center","xref":"paper","yanchor":"bottom","yref":"paper"}],"grid":{"rows":2,"columns":2,"roworder":"top to bottom","pattern":"independent"}},"frames":[]}
        """,
        Chart.Grid(
            [
                Chart.Combine([Plain(), Plain()]).WithXAxisStyle<double, double, string>(TitleText: "step"),
                Plain().WithYAxisStyle<double, double, string>(TitleText: "y"), Plain(),
            ],
            2, 2, SubPlotTitles: new[] { "A", "B", "C" }, Pattern: StyleParam.LayoutGridPattern.Independent));

    [Fact]
    public void A_grid_with_gaps_of_ones_own() => Same(
        """
        {"data":[{"type":"scatter","mode":"lines","x":[0.0,1.0,2.5],"y":[0.0,1.0,2.5],"marker":{},"line":{},"xaxis":"x","yaxis":"y"},{"type":"scatter","mode":"lines","x":[0.0,1.0,2.5],"y":[0.0,1.0,2.5],"marker":{},"line":{},"xaxis":"x2","yaxis":"y2"}],"layout":{"xaxis":{},"yaxis":{},"xaxis2":{},"yaxis2":{},"annotations":[{"x":0.23684210526315788,"y":1.0,"showarrow":false,"text":"A","xanchor":"center","xref":"paper","yanchor":"bottom","yref":"paper"},{"x":0.763157894736842,"y":1.0,"showarrow":false,"text":"B","xanchor":"center","xref":"paper","yanchor":"bottom","yref":"paper"}],"grid":{"rows":1,"columns":2,"roworder":"top to bottom","pattern":"independent","xgap":0.1,"ygap":0.2}},"frames":[]}
        """,
        Chart.Grid(
            [Plain(), Plain()], 1, 2, SubPlotTitles: new[] { "A", "B" },
            Pattern: StyleParam.LayoutGridPattern.Independent, XGap: 0.1, YGap: 0.2));

    [Fact]
    public void Words_of_plotly()
    {
        (string Expected, StyleParam.DrawingStyle Dash)[] dashes =
        [
            ("solid", StyleParam.DrawingStyle.Solid), ("dash", StyleParam.DrawingStyle.Dash),
            ("dot", StyleParam.DrawingStyle.Dot), ("dashdot", StyleParam.DrawingStyle.DashDot),
            ("longdash", StyleParam.DrawingStyle.LongDash),
        ];
        Assert.All(dashes, dash => Assert.Contains(
            $"\"line\":{{\"dash\":\"{dash.Expected}\"}}",
            Json(Chart.Line<double, double, string>(X, X, LineDash: dash.Dash, UseDefaults: false)),
            StringComparison.Ordinal));
        (string Expected, StyleParam.MarkerSymbol Symbol)[] symbols =
        [
            ("0", StyleParam.MarkerSymbol.Circle), ("1", StyleParam.MarkerSymbol.Square),
            ("5", StyleParam.MarkerSymbol.TriangleUp),
        ];
        Assert.All(symbols, symbol => Assert.Contains(
            $"\"marker\":{{\"symbol\":\"{symbol.Expected}\"}}",
            Json(Chart.Scatter<double, double, string>(
                X, X, StyleParam.Mode.Markers, MarkerSymbol: symbol.Symbol, UseDefaults: false)),
            StringComparison.Ordinal));
    }

    [Fact]
    public void Numbers_that_json_lacks() => Assert.Contains(
        "\"y\":[\"NaN\",\"Infinity\",\"-Infinity\"]",
        Json(Chart.Scatter<double, double, string>(
            X, [double.NaN, double.PositiveInfinity, double.NegativeInfinity], StyleParam.Mode.Lines,
            UseDefaults: false)),
        StringComparison.Ordinal);

    private static GenericChart Plain() => Chart.Line<double, double, string>(X, X, UseDefaults: false);

    private static string Json(GenericChart chart) => GenericChart.toFigureJson(chart);

    private static void Same(string expected, GenericChart chart) => Assert.Equal(expected, Json(chart));
}
