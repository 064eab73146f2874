namespace Kit.Data.Tests.MovingShapes;

/// <summary>The pixels of one colour in one frame: how many, where their centre is, what they fit best.</summary>
internal sealed record Blob(HashSet<(int X, int Y)> Points)
{
    public int Area => Points.Count;

    public double X { get; } = Points.Count == 0 ? 0 : Points.Average(p => p.X);

    public double Y { get; } = Points.Count == 0 ? 0 : Points.Average(p => p.Y);

    public string Shape => Best(Points);

    /// <summary>Each shape as it fills its box, u and v from −1 to 1.</summary>
    private static readonly Dictionary<string, Func<double, double, bool>> Templates = new()
    {
        ["circle"] = (u, v) => Math.Sqrt(u * u + v * v) < 1,
        ["square"] = (_, _) => true,
        ["triangle"] = (u, v) => v > 2 * Math.Abs(u) - 1,
        ["cross"] = (u, v) => Math.Abs(u) < 0.3 || Math.Abs(v) < 0.3,
    };

    public static Blob None { get; } = new([]);

    /// <summary>The template with the largest overlap over union. Stray pixels of a lossy edge must not widen the box:
    /// it ends where at least two pixels lie in a line.</summary>
    private static string Best(HashSet<(int X, int Y)> points)
    {
        var (left, width) = Extent(points.Select(p => p.X));
        var (top, height) = Extent(points.Select(p => p.Y));
        return Templates.MaxBy(template =>
        {
            var ideal = Enumerable.Range(0, width * height).Select(i => (X: left + i % width, Y: top + i / width))
                .Where(p => template.Value(Within(p.X - left, width), Within(p.Y - top, height))).ToHashSet();
            var shared = ideal.Count(points.Contains);
            return shared / (double)(ideal.Count + points.Count - shared);
        }).Key;
    }

    /// <summary>−1 to 1 at the middles of the pixels of a side.</summary>
    private static double Within(int pixel, int side) => 2 * (pixel + 0.5) / side - 1;

    private static (int Low, int Length) Extent(IEnumerable<int> places)
    {
        var lines = places.CountBy(place => place).Where(line => line.Value > 1).Select(line => line.Key).ToList();
        return (lines.Min(), lines.Max() - lines.Min() + 1);
    }
}
