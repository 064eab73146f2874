using Kit.Video;

namespace Kit.Data.MovingShapes;

/// <summary>Scene → pixels: flat colours, hard edges, the hero in front.</summary>
public static class Rasteriser
{
    /// <summary>All frames of a clip: frame n shows second n / fps, n = 0 … duration · fps − 1.</summary>
    /// <returns>[F, size, size, 3], uint8.</returns>
    public static Frames Draw(Scene scene, int size, int fps)
    {
        var times = Times(scene, fps);
        var ground = Ground(scene.Backdrop, size);
        var rgb = new byte[times.Count * ground.Length];
        for (var n = 0; n < times.Count; n++)
        {
            var frame = rgb.AsSpan(n * ground.Length, ground.Length);
            ground.CopyTo(frame);
            Paint(scene, times[n], size, frame);
        }

        return new Frames(size, size, rgb, times);
    }

    /// <summary>Seconds of the frames of a clip.</summary>
    public static Sequence<double> Times(Scene scene, int fps) =>
        Sequence.From(Enumerable.Range(0, Count(scene, fps)).Select(n => n / (double)fps));

    /// <summary>Frames of a clip, duration · fps.</summary>
    public static int Count(Scene scene, int fps) => (int)Math.Round(scene.Duration * fps);

    private static void Paint(Scene scene, double t, int size, Span<byte> frame)
    {
        foreach (var extra in scene.Extras.Where(extra => extra.Presence.Covers(t)))
            Paint(extra.Look, extra.Place, extra.Across, scene.Backdrop.Tint, size, frame);
        Paint(scene.Hero.Look, scene.Hero.Motion.At(t), scene.Hero.Across, scene.Backdrop.Tint, size, frame);
    }

    private static void Paint(Look look, Point centre, double across, int tint, int size, Span<byte> frame)
    {
        var (red, green, blue) = Palette.Rgb(look.Colour);
        for (var y = First(centre.Y, across, size); y <= Last(centre.Y, across, size); y++)
            for (var x = First(centre.X, across, size); x <= Last(centre.X, across, size); x++)
            {
                var u = ((x + 0.5) / size - centre.X) / (across / 2);
                var v = ((y + 0.5) / size - centre.Y) / (across / 2);
                if (Covers(look.Shape, u, v)) Put(frame, (y * size + x) * 3, red + tint, green + tint, blue + tint);
            }
    }

    private static int First(double centre, double across, int size) =>
        Math.Max(0, (int)Math.Floor((centre - across / 2) * size));

    private static int Last(double centre, double across, int size) =>
        Math.Min(size - 1, (int)Math.Ceiling((centre + across / 2) * size));

    /// <summary>Is (u, v) inside the shape? Both run from −1 to 1 across it, v downwards.</summary>
    private static bool Covers(Shape shape, double u, double v) => shape switch
    {
        Shape.Circle => u * u + v * v <= 1,
        Shape.Square => Math.Max(Math.Abs(u), Math.Abs(v)) <= 0.92,
        Shape.Triangle => v is >= -1 and <= 0.9 && Math.Abs(u) <= (v + 1) / 1.9,
        Shape.Cross => Math.Min(Math.Abs(u), Math.Abs(v)) <= 0.3 && Math.Max(Math.Abs(u), Math.Abs(v)) <= 1,
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "shape: expected a member of Shape."),
    };

    private static byte[] Ground(Backdrop backdrop, int size)
    {
        var grain = Pcg.From(backdrop.Grain);
        var ground = new byte[size * size * 3];
        for (var i = 0; i < size * size; i++)
        {
            var (x, y) = ((i % size + 0.5) / size - 0.5, (i / size + 0.5) / size - 0.5);
            var light = (int)Math.Round(backdrop.SlopeX * x + backdrop.SlopeY * y) + grain.Below(7) - 3;
            Put(ground, i * 3, backdrop.Red + light, backdrop.Green + light, backdrop.Blue + light);
        }

        return ground;
    }

    private static void Put(Span<byte> frame, int offset, int red, int green, int blue)
    {
        frame[offset] = (byte)Math.Clamp(red, 0, 255);
        frame[offset + 1] = (byte)Math.Clamp(green, 0, 255);
        frame[offset + 2] = (byte)Math.Clamp(blue, 0, 255);
    }
}
