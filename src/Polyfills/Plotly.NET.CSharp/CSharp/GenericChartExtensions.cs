namespace Plotly.NET.CSharp;

/// <summary>What is set on a chart after it was made.</summary>
public static class GenericChartExtensions
{
    public static Layout GetLayout(this GenericChart gChart) => gChart.Layout;

    public static Trace[] GetTraces(this GenericChart gChart) => gChart.Traces;

    /// <summary>Of every trace of the chart.</summary>
    public static GenericChart WithTraceInfo(
        this GenericChart gChart, Optional<string> Name = default, Optional<bool> ShowLegend = default,
        Optional<string> LegendGroup = default)
    {
        foreach (var trace in gChart.Traces)
        {
            Name.Set(trace, "name");
            ShowLegend.Set(trace, "showlegend");
            LegendGroup.Set(trace, "legendgroup");
        }

        return gChart;
    }

    /// <summary>Pixels.</summary>
    public static GenericChart WithSize(
        this GenericChart gChart, Optional<int> Width = default, Optional<int> Height = default)
    {
        Width.Set(gChart.Layout, "width");
        Height.Set(gChart.Layout, "height");
        return gChart;
    }

    public static GenericChart WithXAxisStyle<MinType, MaxType, CategoryArrayType>(
        this GenericChart gChart, Optional<string> TitleText = default,
        Optional<StyleParam.AxisType> AxisType = default)
        where MinType : IConvertible where MaxType : IConvertible where CategoryArrayType : IConvertible =>
        WithAxis(gChart, "xaxis", TitleText, AxisType);

    public static GenericChart WithYAxisStyle<MinType, MaxType, CategoryArrayType>(
        this GenericChart gChart, Optional<string> TitleText = default,
        Optional<StyleParam.AxisType> AxisType = default)
        where MinType : IConvertible where MaxType : IConvertible where CategoryArrayType : IConvertible =>
        WithAxis(gChart, "yaxis", TitleText, AxisType);

    private static GenericChart WithAxis(
        GenericChart chart, string name, Optional<string> titleText, Optional<StyleParam.AxisType> type)
    {
        var axis = chart.Layout.Find(name) as DynamicObj.DynamicObj ?? new DynamicObj.DynamicObj();
        if (titleText.IsSome)
        {
            var title = new DynamicObj.DynamicObj();
            titleText.Set(title, "text");
            axis.SetProperty("title", title);
        }

        type.Set(axis, "type");
        chart.Layout.SetProperty(name, axis);
        return chart;
    }
}
