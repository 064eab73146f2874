using Kit.Data.MovingShapes;
using Kit.Video;

namespace Kit.Data.Tests.MovingShapes;

/// <summary>A shape as the pixels alone tell it.</summary>
/// <param name="First">Whether it is in the first frame.</param>
/// <param name="Last">Whether it is in the last frame.</param>
/// <param name="Turn">Frame at which it changes from absent to present or back; 0 when it does not.</param>
/// <param name="Moved">Way of its centre from first to last sight, pixels at 64 per side.</param>
internal sealed record SeenShape(string Colour, string Shape, bool First, bool Last, int Turn, double MovedX, double MovedY)
{
    public double Moved => Math.Max(Math.Abs(MovedX), Math.Abs(MovedY));

    public string Change => (First, Last) switch { (true, true) => "stays", (false, true) => "appears", _ => "disappears" };
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

    /// <summary>Slowly goes at most 28 of 64 pixels, quickly at least 40.</summary>
    public string Speed => Hero.Moved > 34 ? "quickly" : "slowly";

    public static Seen From(Frames frames)
    {
        var shapes = Colours.Keys.Select(colour => Look(frames, colour)).OfType<SeenShape>()
            .OrderByDescending(shape => shape.Moved).ToList();
        return new Seen(shapes[0], shapes[1..]);
    }

    private static SeenShape? Look(Frames frames, string colour)
    {
        var blobs = Enumerable.Range(0, frames.Count).Select(n => Blob.Find(frames, n, Nearest, colour)).ToList();
        var there = blobs.Select(blob => blob.Area > frames.Width * frames.Width / 100).ToList();
        if (!there.Contains(true)) return null;
        var (first, last) = (blobs[there.IndexOf(true)], blobs[there.LastIndexOf(true)]);
        var turn = there[0] == there[^1] ? 0 : there.IndexOf(!there[0]);
        var largest = blobs.MaxBy(blob => blob.Area)!;
        var unit = 64.0 / frames.Width;
        return new SeenShape(colour, largest.Shape, there[0], there[^1], turn, (last.X - first.X) * unit, (last.Y - first.Y) * unit);
    }

    /// <summary>The palette's colour of a pixel, or null for the dark ground and for edges between.</summary>
    private static string? Nearest(int r, int g, int b)
    {
        if (Math.Max(r, Math.Max(g, b)) < 100) return null;
        return Colours.MinBy(colour =>
            Square(colour.Value.R - r) + Square(colour.Value.G - g) + Square(colour.Value.B - b)).Key;
    }

    private static int Square(int x) => x * x;
}
