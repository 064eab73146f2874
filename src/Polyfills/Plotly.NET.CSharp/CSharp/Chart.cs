namespace Plotly.NET.CSharp;

/// <summary>Charts. Only the parameters that the kit names, in the real order.</summary>
public static partial class Chart
{
    /// <summary>Points joined by lines, with or without markers.</summary>
    public static GenericChart Line<XType, YType, TextType>(
        IEnumerable<XType> x, IEnumerable<YType> y, Optional<bool> ShowMarkers = default,
        Optional<string> Name = default, Optional<bool> ShowLegend = default, Optional<Color> LineColor = default,
        Optional<double> LineWidth = default, Optional<StyleParam.DrawingStyle> LineDash = default,
        Optional<StyleParam.Fill> Fill = default, Optional<Color> FillColor = default,
        Optional<bool> UseDefaults = default)
        where XType : IConvertible where YType : IConvertible where TextType : IConvertible
    {
        var mode = ShowMarkers.Or(false) ? StyleParam.Mode.Lines_Markers : StyleParam.Mode.Lines;
        var line = new DynamicObj.DynamicObj();
        LineColor.Set(line, "color");
        LineWidth.Set(line, "width");
        LineDash.Set(line, "dash");
        var trace = Points(
            "scatter", Name, ShowLegend, mode, [.. x], [.. y], default(Optional<IEnumerable<TextType>>), default, new(),
            line);
        Fill.Set(trace, "fill");
        FillColor.Set(trace, "fillcolor");
        return Plain(trace, UseDefaults);
    }

    /// <summary>Points in a mode of one's own.</summary>
    public static GenericChart Scatter<XType, YType, TextType>(
        IEnumerable<XType> x, IEnumerable<YType> y, StyleParam.Mode mode, Optional<string> Name = default,
        Optional<bool> ShowLegend = default, Optional<IEnumerable<TextType>> MultiText = default,
        Optional<StyleParam.TextPosition> TextPosition = default, Optional<Color> MarkerColor = default,
        Optional<StyleParam.MarkerSymbol> MarkerSymbol = default, Optional<bool> UseDefaults = default)
        where XType : IConvertible where YType : IConvertible where TextType : IConvertible
    {
        var marker = new DynamicObj.DynamicObj();
        MarkerColor.Set(marker, "color");
        MarkerSymbol.Set(marker, "symbol");
        return Plain(
            Points("scatter", Name, ShowLegend, mode, [.. x], [.. y], MultiText, TextPosition, marker, new()),
            UseDefaults);
    }

    /// <summary>Upright bars.</summary>
    public static GenericChart Column<ValuesType, KeysType, TextType>(
        IEnumerable<ValuesType> values, Optional<IEnumerable<KeysType>> Keys = default,
        Optional<string> Name = default, Optional<Color> MarkerColor = default, Optional<bool> UseDefaults = default)
        where ValuesType : IConvertible where KeysType : IConvertible where TextType : IConvertible
    {
        var trace = new Trace("bar");
        Name.Set(trace, "name");
        Keys.Set(trace, "x");
        trace.SetProperty("y", values.ToArray());
        trace.SetProperty("orientation", "v");
        var marker = new DynamicObj.DynamicObj();
        MarkerColor.Set(marker, "color");
        marker.SetProperty("pattern", new DynamicObj.DynamicObj());
        trace.SetProperty("marker", marker);
        return Plain(trace, UseDefaults);
    }

    /// <summary>Several charts on the same axes.</summary>
    public static GenericChart Combine(IEnumerable<GenericChart> gCharts)
    {
        GenericChart[] charts = [.. gCharts];
        var layout = new Layout();
        foreach (var (name, value) in charts.SelectMany(chart => chart.Layout.InOrder)) layout.SetProperty(name, value);
        return new GenericChart(charts.SelectMany(chart => chart.Traces), layout);
    }

    private static Trace Points<XType, YType, TextType>(
        string type, Optional<string> name, Optional<bool> showLegend, StyleParam.Mode mode, XType[] x, YType[] y,
        Optional<IEnumerable<TextType>> text, Optional<StyleParam.TextPosition> position, DynamicObj.DynamicObj marker,
        DynamicObj.DynamicObj line)
    {
        var trace = new Trace(type);
        name.Set(trace, "name");
        showLegend.Set(trace, "showlegend");
        trace.SetProperty("mode", mode);
        trace.SetProperty("x", x);
        trace.SetProperty("y", y);
        text.Set(trace, "text");
        position.Set(trace, "textposition");
        trace.SetProperty("marker", marker);
        trace.SetProperty("line", line);
        return trace;
    }

    /// <summary>The real package's default template is thousands of characters long, and light: the kit never asks for
    /// it.</summary>
    private static GenericChart Plain(Trace trace, Optional<bool> useDefaults) => useDefaults.Or(true)
        ? throw new NotSupportedException(
            "Plotly.NET polyfill: expected UseDefaults: false, got true. The template is the real package's own; "
            + "build with -p:KitPackages=feed to have it.")
        : new GenericChart([trace], new Layout());
}
