using Plotly.NET;
using Plotly.NET.CSharp;

namespace Kit.Report.Figures;

/// <summary>Axes of a figure: title with its unit, linear or logarithmic.</summary>
internal static class FigureAxes
{
    public static GenericChart WithX(this GenericChart figure, Axis axis) =>
        figure.WithXAxisStyle<double, double, string>(TitleText: FigureText.Escape(axis.Label), AxisType: Type(axis));

    public static GenericChart WithY(this GenericChart figure, Axis axis) =>
        figure.WithYAxisStyle<double, double, string>(TitleText: FigureText.Escape(axis.Label), AxisType: Type(axis));

    private static StyleParam.AxisType Type(Axis axis) =>
        axis.Scale is Scale.Log ? StyleParam.AxisType.Log : StyleParam.AxisType.Linear;
}
