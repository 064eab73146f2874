using Kit.Data.Video;
using Kit.Video;

namespace Kit.Report.Rendering;

/// <summary>All frames of a clip side by side in one picture, two grey pixels between them.</summary>
internal static class StripPicture
{
    private const int Gap = 2;
    private const byte Grey = 128;

    public static byte[] From(Frames frames)
    {
        var width = frames.Count * (frames.Width + Gap) - Gap;
        var rgb = new byte[frames.Height * width * 3];
        Array.Fill(rgb, Grey);
        for (var frame = 0; frame < frames.Count; frame++)
            for (var row = 0; row < frames.Height; row++)
                frames[frame].Span.Slice(row * frames.Width * 3, frames.Width * 3)
                    .CopyTo(rgb.AsSpan((row * width + frame * (frames.Width + Gap)) * 3));
        return Png.From(rgb, frames.Height, width);
    }
}
