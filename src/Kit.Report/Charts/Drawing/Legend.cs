using Kit.Report.Rendering;

namespace Kit.Report.Drawing;

/// <summary>Names beside samples of their colour, in as many lines as the width asks for.</summary>
internal sealed record Legend(Sequence<string> Names, double Width)
{
    private const double Swatch = 30;
    private const double Step = 18;

    /// <summary>No names, no room.</summary>
    public static Legend None => new([], 0);

    public static Legend Of(Chart.Lines chart, double width) =>
        new(Sequence.From(chart.Series.Select(series => series.Name)), width - Picture.LeftMargin);

    public static Legend Of(Chart.Bars chart, double width) =>
        new(Sequence.From(chart.Series.Select(series => series.Name)), width - Picture.LeftMargin);

    /// <summary>Pixels from top to bottom.</summary>
    public double Height => Names.Count == 0 ? 0 : Step * (1 + Places.Max(place => place.Row));

    public Markup Draw(double left, double top, Func<int, double, double, Markup> sample) =>
        Markup.Join(Names.Zip(Places, (name, place) => (name, place)).Select((entry, series) =>
        {
            var (x, y) = (left + entry.place.X, top + Step * entry.place.Row + 9);
            return sample(series, x, y) + Pen.Words(x + Swatch - 4, y + 4, entry.name, "k-label");
        }));

    private IReadOnlyList<(double X, int Row)> Places
    {
        get
        {
            var (x, row) = (0.0, 0);
            var places = new List<(double, int)>();
            foreach (var name in Names)
            {
                var width = Swatch + Pen.Width(name) + 10;
                if (x > 0 && x + width > Width) (x, row) = (0, row + 1);
                places.Add((x, row));
                x += width;
            }

            return places;
        }
    }
}
