using Kit.Report.Rendering;

namespace Kit.Report.Drawing;

/// <summary>Small charts in rows, each as wide as its column; curves of the same names share one legend.</summary>
internal static class GridPicture
{
    private const double Gap = 18;

    public static Picture From(Chart.Grid chart, string id, double width)
    {
        var column = (width - Gap * (chart.Columns - 1)) / chart.Columns;
        var shared = Shared(chart, width);
        Picture[] pictures = [.. chart.Charts.Select((small, i) => Small(small, shared, $"{id}-{i + 1}", column))];
        var body = Picture.Heading(chart.Title) + shared.Draw(2, Picture.TitleHeight, LinesPicture.Swatch);
        var top = Picture.TitleHeight + shared.Height + 10;
        foreach (var row in pictures.Chunk(chart.Columns))
        {
            var y = top;
            body += Markup.Join(row.Select((picture, i) => Placed(picture, i * (column + Gap), y)));
            top += row.Max(picture => picture.Height) + Gap;
        }

        return new Picture(width, top - Gap, body);
    }

    private static Legend Shared(Chart.Grid chart, double width)
    {
        Legend[] legends = [.. chart.Charts.OfType<Chart.Lines>().Select(lines => Legend.Of(lines, width)).Distinct()];
        return legends is [var one] && chart.Charts.All(small => small is Chart.Lines) ? one : Legend.None;
    }

    private static Picture Small(Chart chart, Legend shared, string id, double width) =>
        chart is Chart.Lines lines && shared != Legend.None
            ? LinesPicture.From(lines, Legend.None, id, width)
            : Picture.From(chart, id, width);

    private static Markup Placed(Picture picture, double x, double y) =>
        Markup.Element("g", picture.Body, ("transform", $"translate({Pen.N(x)} {Pen.N(y)})"));
}
