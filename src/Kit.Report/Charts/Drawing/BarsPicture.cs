using Kit.Report.Rendering;

namespace Kit.Report.Drawing;

/// <summary>Groups of bars from 0, with error bars.</summary>
internal static class BarsPicture
{
    private const double PlotHeight = 200;

    public static Picture From(Chart.Bars chart, Legend legend, double width)
    {
        var top = Picture.TitleHeight + legend.Height + 8;
        var plot = new Box(Picture.LeftMargin, top, width - Picture.LeftMargin - Picture.RightMargin, PlotHeight);
        var values = chart.Series.SelectMany(series => series.Values).SelectMany(v => new[] { v.Value, v.Low, v.High });
        var foot = chart.Value.Scale is Scale.Linear ? 0 : 1;
        var y = Ruler.Around(chart.Value, values.Append(foot), plot.Bottom, plot.Top);
        y = y with { Low = values.All(v => !(v < 0)) && chart.Value.Scale is Scale.Linear ? 0 : y.Low };
        return new Picture(width, plot.Bottom + 30,
            Picture.Heading(chart.Title)
            + legend.Draw(Picture.LeftMargin, Picture.TitleHeight, Swatch)
            + Axes.Vertical(y, plot)
            + Markup.Join(chart.Series.SelectMany((series, i) => series.Values.Select((value, category) =>
                Bar(value, y, Place(chart, plot, category, i), i))))
            + Markup.Join(chart.Categories.Select((name, i) => Name(chart, plot, name, i)))
            + Pen.Line(plot.Left, y[0], plot.Right, y[0], "k-zero"));
    }

    /// <summary>A small square, for the legend.</summary>
    public static Markup Swatch(int series, double x, double y) =>
        Pen.Rectangle(new Box(x + 6, y - 5, 12, 10), ("fill", Colour.At(series)));

    /// <summary>The bar's column: four fifths of a group are bars, the rest parts the groups.</summary>
    private static Box Place(Chart.Bars chart, Box plot, int category, int series)
    {
        var group = plot.Width / chart.Categories.Count;
        var bar = Math.Min(48, 0.8 * group / chart.Series.Count);
        var left = plot.Left + group * (category + 0.5) + bar * (series - chart.Series.Count / 2.0);
        return new Box(left, plot.Top, bar, plot.Height);
    }

    private static Markup Bar(Limits value, Ruler y, Box place, int series)
    {
        if (!y.Admits(value.Value)) return Markup.Empty;
        var (top, bottom) = (Math.Min(y[value.Value], y[0]), Math.Max(y[value.Value], y[0]));
        var body = new Box(place.Left + 0.5, top, Math.Max(1, place.Width - 1), bottom - top);
        var middle = place.Left + place.Width / 2;
        return Pen.Rectangle(body, ("fill", Colour.At(series)))
            + (value.Low < value.High ? Pen.Whisker(middle, y[value.Low], middle, y[value.High]) : Markup.Empty);
    }

    private static Markup Name(Chart.Bars chart, Box plot, string name, int index)
    {
        var group = plot.Width / chart.Categories.Count;
        return Pen.Words(
            plot.Left + group * (index + 0.5), plot.Bottom + 18, name, "k-label", ("text-anchor", "middle"));
    }
}
