namespace Plotly.NET;

/// <summary>What surrounds the series: title, axes, legend, sizes.</summary>
public class Layout : DynamicObj.DynamicObj;
