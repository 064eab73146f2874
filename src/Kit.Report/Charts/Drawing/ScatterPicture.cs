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
        var placed = chart.Marks.Index().Where(m => x.Admits(m.Item.X.Value) && y.Admits(m.Item.Y.Value)).ToArray();
        var labels = Label.Beside(
            [.. placed.Select(m => (m.Item.Name, x[m.Item.X.Value], y[m.Item.Y.Value]))], plot);
        return new Picture(width, plot.Bottom + Picture.BottomMargin,
            Picture.Heading(chart.Title) + Axes.Horizontal(x, plot) + Axes.Vertical(y, plot)
            + Markup.Join(placed.Select(m => Whiskers(m.Item, x, y)))
            + Markup.Join(placed.Zip(labels, (m, label) => Drawn(m.Item, m.Index, label, x, y)))
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

    private static Markup Drawn(Mark mark, int index, Label label, Ruler x, Ruler y) =>
        Pen.Marker(x[mark.X.Value], y[mark.Y.Value], index)
        + Pen.Words(label.X, label.Y, mark.Name, "k-label", ("text-anchor", label.Anchor));
}
