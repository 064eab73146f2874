using Kit.Report.Rendering;

namespace Kit.Report.Drawing;

/// <summary>Grid lines, tick labels and titles of the axes around a plot.</summary>
internal static class Axes
{
    public static Markup Horizontal(Ruler ruler, Box plot) =>
        Markup.Join(ruler.Ticks(6).Select(tick =>
            Pen.Line(ruler[tick], plot.Top, ruler[tick], plot.Bottom, "k-grid")
            + Pen.Words(ruler[tick], plot.Bottom + 16, Ruler.Label(tick), "k-tick", ("text-anchor", "middle"))))
        + Pen.Words(
            plot.Left + plot.Width / 2, plot.Bottom + 34, ruler.Axis.Label, "k-label", ("text-anchor", "middle"));

    public static Markup Vertical(Ruler ruler, Box plot) =>
        Markup.Join(ruler.Ticks(5).Select(tick =>
            Pen.Line(plot.Left, ruler[tick], plot.Right, ruler[tick], "k-grid")
            + Pen.Words(plot.Left - 7, ruler[tick] + 4, Ruler.Label(tick), "k-tick", ("text-anchor", "end"))))
        + Pen.Words(-(plot.Top + plot.Height / 2), 14, ruler.Axis.Label, "k-label",
            ("transform", "rotate(-90)"), ("text-anchor", "middle"));

    /// <summary>The line of 0, where 0 is inside: gains and losses part there.</summary>
    public static Markup Zero(Ruler ruler, Box plot, Func<double, Markup> line) =>
        ruler.Axis.Scale is Scale.Linear && ruler.Low < 0 && ruler.High > 0 ? line(ruler[0]) : Markup.Empty;
}
