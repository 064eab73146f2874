using Kit.Report.Rendering;

namespace Kit.Report.Drawing;

/// <summary>Named points with error bars in both directions.</summary>
internal static class ScatterPicture
{
    private const double PlotHeight = 260;

    public static Picture From(Chart.Scatter chart, double width)
    {
        var plot = new Box(
            Picture.LeftMargin, Picture.TitleHeight + 8, width - Picture.LeftMargin - Picture.RightMargin, PlotHeight);
        var x = Ruler.Around(chart.X, chart.Marks.SelectMany(m => All(m.X)), plot.Left + 8, plot.Right - 8);
        var y = Ruler.Around(chart.Y, chart.Marks.SelectMany(m => All(m.Y)), plot.Bottom - 8, plot.Top + 8);
        Mark[] placed = [.. chart.Marks.Where(mark => x.Admits(mark.X.Value) && y.Admits(mark.Y.Value))];
        return new Picture(width, plot.Bottom + Picture.BottomMargin,
            Picture.Heading(chart.Title) + Axes.Horizontal(x, plot) + Axes.Vertical(y, plot)
            + Markup.Join(placed.Select(mark => Whiskers(mark, x, y)))
            + Markup.Join(chart.Marks.Select((mark, i) =>
                placed.Contains(mark) ? Drawn(mark, i, x, y, plot) : Markup.Empty))
            + Picture.Omitted(chart.Marks.Count - placed.Length, plot));
    }

    private static double[] All(Limits limits) => [limits.Value, limits.Low, limits.High];

    private static Markup Whiskers(Mark mark, Ruler x, Ruler y) =>
        (mark.X.Low < mark.X.High
            ? Pen.Whisker(x[mark.X.Low], y[mark.Y.Value], x[mark.X.High], y[mark.Y.Value])
            : Markup.Empty)
        + (mark.Y.Low < mark.Y.High
            ? Pen.Whisker(x[mark.X.Value], y[mark.Y.Low], x[mark.X.Value], y[mark.Y.High])
            : Markup.Empty);

    private static Markup Drawn(Mark mark, int index, Ruler x, Ruler y, Box plot)
    {
        var (at, height) = (x[mark.X.Value], y[mark.Y.Value]);
        var outside = at + 10 + Pen.Width(mark.Name) > plot.Right;
        return Pen.Marker(at, height, index) + Pen.Words(
            outside ? at - 9 : at + 9, height - 6, mark.Name, "k-label", ("text-anchor", outside ? "end" : "start"));
    }
}
