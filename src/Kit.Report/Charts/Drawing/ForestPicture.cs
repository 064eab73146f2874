using Kit.Report.Rendering;

namespace Kit.Report.Drawing;

/// <summary>Intervals around 0, one a line, with the numbers at the right.</summary>
internal static class ForestPicture
{
    private const double RowHeight = 26;
    private const double NumbersWidth = 168;

    public static Picture From(Chart.Forest chart, double width)
    {
        var names = Math.Min(width / 3, chart.Branches.Select(b => Pen.Width(b.Name)).Append(60).Max() + 16);
        var plot = new Box(
            names, Picture.TitleHeight + 4,
            width - names - NumbersWidth, RowHeight * Math.Max(1, chart.Branches.Count));
        var values = chart.Branches.SelectMany(b => new[] { b.Value.Value, b.Value.Low, b.Value.High }).Append(0);
        var x = Ruler.Around(chart.Difference, values, plot.Left, plot.Right);
        return new Picture(width, plot.Bottom + Picture.BottomMargin,
            Picture.Heading(chart.Title) + Axes.Horizontal(x, plot)
            + Axes.Zero(x, plot, at => Pen.Line(at, plot.Top, at, plot.Bottom, "k-zero"))
            + Markup.Join(chart.Branches.Select((branch, i) =>
                Row(branch, x, plot, plot.Top + RowHeight * (i + 0.5)))));
    }

    private static Markup Row(Branch branch, Ruler x, Box plot, double y)
    {
        var excludes = branch.Value.Low > 0 || branch.Value.High < 0;
        return Pen.Words(plot.Left - 10, y + 4, branch.Name, "k-label", ("text-anchor", "end"))
            + Pen.Whisker(x[branch.Value.Low], y, x[branch.Value.High], y)
            + Pen.Marker(x[branch.Value.Value], y, excludes ? 0 : 7)
            + Pen.Words(plot.Right + 10, y + 4, Text(branch.Value), excludes ? "k-label k-strong" : "k-label");
    }

    private static string Text(Limits value) =>
        Signs.Around(new Format.Significant(3), value.Value, value.Low, value.High);
}
