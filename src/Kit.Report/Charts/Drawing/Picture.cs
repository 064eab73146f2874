using Kit.Report.Rendering;

namespace Kit.Report.Drawing;

/// <summary>A chart's SVG body with its size, before it is placed on a page.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Body">What lies inside the svg element.</param>
internal sealed record Picture(double Width, double Height, Markup Body)
{
    /// <summary>Room for titles and tick labels around a plot of the usual size.</summary>
    public const double LeftMargin = 62;
    public const double RightMargin = 14;
    public const double BottomMargin = 44;
    public const double TitleHeight = 26;

    public static Picture From(Chart chart, string id, double width) => chart switch
    {
        Chart.Lines lines => LinesPicture.From(lines, Legend.Of(lines, width), id, width),
        Chart.Bars bars => BarsPicture.From(bars, Legend.Of(bars, width), width),
        Chart.Scatter scatter => ScatterPicture.From(scatter, width),
        Chart.Forest forest => ForestPicture.From(forest, width),
        Chart.Grid grid => GridPicture.From(grid, id, width),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The title's line, at the top left.</summary>
    public static Markup Heading(string title) => Pen.Words(2, 16, title, "k-title");

    /// <summary>A line above a plot that says what it could not show; nothing if it shows all.</summary>
    public static Markup Omitted(int count, Box plot) => count == 0 ? Markup.Empty : Pen.Words(
        plot.Right, plot.Top - 4, $"values without a place: {count}", "k-tick", ("text-anchor", "end"));
}
