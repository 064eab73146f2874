namespace Plotly.NET;

/// <summary>One series of a figure, of one of plotly.js' types.</summary>
public class Trace : DynamicObj.DynamicObj
{
    public Trace(string traceTypeName) => SetProperty("type", traceTypeName);
}
