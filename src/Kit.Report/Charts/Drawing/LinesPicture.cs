using Kit.Report.Rendering;

namespace Kit.Report.Drawing;

/// <summary>Curves, each with its band behind it.</summary>
internal static class LinesPicture
{
    private const double PlotHeight = 220;
    private const int FewPoints = 14;

    public static Picture From(Chart.Lines chart, Legend legend, string id, double width)
    {
        var top = Picture.TitleHeight + legend.Height + 8;
        var plot = new Box(Picture.LeftMargin, top, width - Picture.LeftMargin - Picture.RightMargin, PlotHeight);
        Point[] all = [.. chart.Series.SelectMany(series => series.Points)];
        var x = Ruler.Around(chart.X, all.Select(p => p.X), plot.Left, plot.Right);
        var y = Ruler.Around(chart.Y, all.SelectMany(p => new[] { p.Y, p.Low, p.High }), plot.Bottom, plot.Top);
        var curves = Markup.Join(chart.Series.Select((series, i) => Curve(series, i, x, y)));
        return new Picture(width, plot.Bottom + Picture.BottomMargin,
            Picture.Heading(chart.Title)
            + legend.Draw(Picture.LeftMargin, Picture.TitleHeight, Swatch)
            + Axes.Horizontal(x, plot) + Axes.Vertical(y, plot)
            + Axes.Zero(y, plot, at => Pen.Line(plot.Left, at, plot.Right, at, "k-zero"))
            + Clipped(curves, plot, $"{id}-clip")
            + Picture.Omitted(all.Count(p => !x.Admits(p.X) || !y.Admits(p.Y)), plot));
    }

    /// <summary>A short stroke, for the legend.</summary>
    public static Markup Swatch(int series, double x, double y) => Stroke($"M{Pen.N(x)} {Pen.N(y)}h22", series);

    private static Markup Clipped(Markup curves, Box plot, string id) =>
        Markup.Element("clipPath", Pen.Rectangle(plot), ("id", id))
        + Markup.Element("g", curves, ("clip-path", $"url(#{id})"));

    private static Markup Curve(Series series, int index, Ruler x, Ruler y)
    {
        var runs = series.Runs(x.Axis.Scale, y.Axis.Scale);
        return Markup.Join(runs.Select(run => Area(run, index, x, y)))
            + Markup.Join(runs.Select(run => Stroke(Through(run.Select(p => (x[p.X], y[p.Y]))), index)))
            + Markup.Join(runs.Where(run => run.Length == 1 || series.Points.Count <= FewPoints)
                .SelectMany(run => run).Select(p => Pen.Marker(x[p.X], y[p.Y], index)));
    }

    private static Markup Area(Point[] run, int index, Ruler x, Ruler y)
    {
        if (run.All(p => p.Low == p.High)) return Markup.Empty;
        var around = run.Select(p => (x[p.X], y[p.High])).Concat(run.Reverse().Select(p => (x[p.X], y[p.Low])));
        return Pen.Path($"{Through(around)}Z", ("fill", Colour.At(index)), ("fill-opacity", "0.16"));
    }

    private static Markup Stroke(string commands, int series) => Pen.Path(
        commands, ("fill", "none"), ("stroke", Colour.At(series)), ("stroke-width", "2"), ("stroke-linejoin", "round"),
        ("stroke-dasharray", Colour.DashAt(series) is "" ? "none" : Colour.DashAt(series)));

    private static string Through(IEnumerable<(double X, double Y)> points) =>
        string.Concat(points.Select((p, i) => $"{(i == 0 ? 'M' : 'L')}{Pen.N(p.X)} {Pen.N(p.Y)}"));
}
