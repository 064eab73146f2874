using Kit.Data.MovingShapes;
using Kit.Video;

namespace Kit.Data.Tests.MovingShapes;

/// <summary>A shape as the pixels alone tell it.</summary>
/// <param name="First">Whether it is in the first frame.</param>
/// <param name="Last">Whether it is in the last frame.</param>
/// <param name="Turn">Frame at which it changes from absent to present or back; 0 when it does not.</param>
/// <param name="Moved">Way of its centre from first to last sight, pixels at 64 per side.</param>
internal sealed record SeenShape(
    string Colour, string Shape, bool First, bool Last, int Turn, double MovedX, double MovedY)
{
    public double Moved => Math.Max(Math.Abs(MovedX), Math.Abs(MovedY));

    public string Change => First && Last ? "stays" : Last ? "appears" : "disappears";
}

/// <summary>What a video shows, found from its pixels and nothing else: the tests' witness.</summary>
internal sealed record Seen(SeenShape Hero, IReadOnlyList<SeenShape> Extras)
{
    private static readonly Dictionary<string, (int R, int G, int B)> Colours = new()
    {
        ["red"] = (225, 45, 40), ["green"] = (45, 190, 75), ["blue"] = (45, 90, 235),
        ["yellow"] = (238, 208, 50), ["purple"] = (175, 60, 205),
    };

    public int Count => 1 + Extras.Count;

    public IEnumerable<SeenShape> All => Extras.Prepend(Hero);

    /// <summary>The direction of the hero in words.</summary>
    public string Direction => Math.Abs(Hero.MovedX) > Math.Abs(Hero.MovedY)
        ? Hero.MovedX < 0 ? "to the left" : "to the right"
        : Hero.MovedY < 0 ? "up" : "down";

    /// <summary>Slowly goes at most 20 of 64 pixels, quickly at least 40.</summary>
    public string Speed => Hero.Moved > 30 ? "quickly" : "slowly";

    public static Seen From(Frames frames)
    {
        var pixels = Enumerable.Range(0, frames.Count).Select(n => Coloured(frames[n].Span, frames.Width)).ToList();
        var shapes = Colours.Keys.Select(colour => Look(pixels, colour, 64.0 / frames.Width)).OfType<SeenShape>()
            .OrderByDescending(shape => shape.Moved).ToList();
        return new Seen(shapes[0], shapes[1..]);
    }

    private static SeenShape? Look(List<Dictionary<string, Blob>> pixels, string colour, double unit)
    {
        var blobs = pixels.Select(frame => frame.GetValueOrDefault(colour, Blob.None)).ToList();
        var there = blobs.Select(blob => blob.Area * unit * unit > 41).ToList();
        if (!there.Contains(true)) return null;
        var (first, last) = (blobs[there.IndexOf(true)], blobs[there.LastIndexOf(true)]);
        var turn = there[0] == there[^1] ? 0 : there.IndexOf(!there[0]);
        var clear = blobs.Where((_, n) => there[n]).OrderBy(blob => blob.Area).ToList();
        return new SeenShape(colour, clear[clear.Count / 2].Shape, there[0], there[^1], turn,
            (last.X - first.X) * unit, (last.Y - first.Y) * unit);
    }

    /// <summary>Pixels by colour. Chroma is stored at half resolution and greys at an edge, brightness is not: a bright
    /// pixel without a colour belongs to the coloured pixels beside it.</summary>
    private static Dictionary<string, Blob> Coloured(ReadOnlySpan<byte> rgb, int width)
    {
        var points = Colours.Keys.ToDictionary(name => name, _ => new HashSet<(int X, int Y)>());
        var grey = new HashSet<(int X, int Y)>();
        for (var i = 0; i < rgb.Length / 3; i++)
        {
            var (r, g, b) = (rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]);
            if (0.3 * r + 0.59 * g + 0.11 * b < 68) continue;
            (Nearest(r, g, b) is { } colour ? points[colour] : grey).Add((i % width, i / width));
        }

        foreach (var core in points.Values)
            core.UnionWith([.. core.SelectMany(Around).Where(grey.Contains)]);
        return points.ToDictionary(pair => pair.Key, pair => new Blob(pair.Value));
    }

    private static IEnumerable<(int X, int Y)> Around((int X, int Y) p) =>
        from dx in new[] { -1, 0, 1 } from dy in new[] { -1, 0, 1 } select (p.X + dx, p.Y + dy);

    private static string? Nearest(int r, int g, int b)
    {
        foreach (var (name, (red, green, blue)) in Colours)
            if (Square(red - r) + Square(green - g) + Square(blue - b) < Square(60)) return name;
        return null;
    }

    private static int Square(int x) => x * x;
}
