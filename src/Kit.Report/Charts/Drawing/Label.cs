namespace Kit.Report.Drawing;

/// <summary>Where a name stands beside its point.</summary>
/// <param name="X">Of the end of the text that is nearer to the point.</param>
/// <param name="Y">Of the text's foot.</param>
/// <param name="Anchor">SVG's text-anchor: start to the right of the point, end to the left.</param>
internal sealed record Label(double X, double Y, string Anchor)
{
    private const double Height = 13;
    private static readonly string[] Anchors = ["start", "end"];
    private static readonly double[] Rises = [-6, 15, -20, 29, -34, 43];

    /// <summary>A place for each name, free of other names and of all points where there is one.</summary>
    public static IReadOnlyList<Label> Beside(IReadOnlyList<(string Name, double X, double Y)> points, Box plot)
    {
        var taken = points.Select(p => new Box(p.X - 5, p.Y - 5, 10, 10)).ToList();
        var labels = new List<Label>();
        foreach (var point in points)
        {
            Label[] places = [.. Places(point)];
            var label = places.FirstOrDefault(place => Fits(place.Room(point.Name), plot, taken)) ?? places[0];
            taken.Add(label.Room(point.Name));
            labels.Add(label);
        }

        return labels;
    }

    private static IEnumerable<Label> Places((string Name, double X, double Y) point) =>
        from rise in Rises
        from anchor in Anchors
        select new Label(point.X + (anchor == "start" ? 9 : -9), point.Y + rise, anchor);

    private static bool Fits(Box room, Box plot, List<Box> taken) =>
        room.Left >= plot.Left && room.Right <= plot.Right && room.Top >= plot.Top && room.Bottom <= plot.Bottom
        && !taken.Any(room.Overlaps);

    private Box Room(string name)
    {
        var width = Pen.Width(name);
        return new Box(Anchor == "start" ? X : X - width, Y - Height + 2, width, Height);
    }
}
