using Plotly.NET;
using PlotlyChart = Plotly.NET.CSharp.Chart;

namespace Kit.Report.Figures;

/// <summary>The parts of a figure on one pair of axes.</summary>
internal static class FigureParts
{
    /// <summary>All of them; a figure without parts keeps its axes, round nothing.</summary>
    public static GenericChart Combine(IEnumerable<GenericChart> parts)
    {
        GenericChart[] all = [.. parts];
        return PlotlyChart.Combine(all.Length > 0 ? all : [Nothing()]);
    }

    private static GenericChart Nothing() => PlotlyChart
        .Scatter<double, double, string>([], [], StyleParam.Mode.Markers, ShowLegend: false, UseDefaults: false);
}
