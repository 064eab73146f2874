using Kit.Video;

namespace Kit.Report.Formatters;

/// <summary>Frames that a notebook can hold: few and small.</summary>
internal static class FrameStrip
{
    private const int Most = 16;
    private const int Edge = 192;

    /// <summary>Every so many-th frame, every so many-th pixel.</summary>
    public static Frames Thinned(Frames frames)
    {
        var every = Math.Max(1, (frames.Count + Most - 1) / Most);
        var pixel = Math.Max(1, (Math.Max(frames.Height, frames.Width) + Edge - 1) / Edge);
        if (every == 1 && pixel == 1) return frames;
        int[] kept = [.. Enumerable.Range(0, frames.Count).Where(frame => frame % every == 0)];
        var (height, width) = ((frames.Height + pixel - 1) / pixel, (frames.Width + pixel - 1) / pixel);
        var rgb = new byte[kept.Length * height * width * 3];
        var at = 0;
        foreach (var frame in kept)
            for (var row = 0; row < frames.Height; row += pixel)
                for (var column = 0; column < frames.Width; column += pixel, at += 3)
                    frames[frame].Span.Slice((row * frames.Width + column) * 3, 3).CopyTo(rgb.AsSpan(at));
        return new Frames(height, width, rgb, [.. kept.Select(frame => frames.Timestamps[frame])]);
    }
}
