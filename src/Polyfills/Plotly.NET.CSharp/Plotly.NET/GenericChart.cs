namespace Plotly.NET;

/// <summary>A figure: traces and layout. As in the real package, what is set on a chart is set in it.</summary>
public sealed class GenericChart
{
    internal GenericChart(IEnumerable<Trace> traces, Layout layout) => (Traces, Layout) = ([.. traces], layout);

    internal Trace[] Traces { get; }

    internal Layout Layout { get; }

    /// <summary>The figure that notebooks take: <c>{"data":[…],"layout":{…},"frames":[]}</c>.</summary>
    public static string toFigureJson(GenericChart gChart)
    {
        ArgumentNullException.ThrowIfNull(gChart);
        return $"{{\"data\":{Json.Write(gChart.Traces)},\"layout\":{Json.Write(gChart.Layout)},\"frames\":[]}}";
    }
}
