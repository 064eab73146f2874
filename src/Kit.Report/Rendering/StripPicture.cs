using Kit.Data.Video;
using Kit.Video;

namespace Kit.Report.Rendering;

/// <summary>All frames of a clip side by side in one picture, clips one below the other, two grey pixels between
/// them.</summary>
internal static class StripPicture
{
    private const int Gap = 2;
    private const byte Grey = 128;

    public static byte[] From(Frames frames) => From([frames]);

    public static byte[] From(IReadOnlyList<Frames> clips)
    {
        var width = clips.Max(clip => clip.Count * (clip.Width + Gap)) - Gap;
        var height = clips.Sum(clip => clip.Height + Gap) - Gap;
        var rgb = new byte[height * width * 3];
        Array.Fill(rgb, Grey);
        var top = 0;
        foreach (var clip in clips)
        {
            Paste(clip, rgb, top, width);
            top += clip.Height + Gap;
        }

        return Png.From(rgb, height, width);
    }

    private static void Paste(Frames frames, byte[] rgb, int top, int width)
    {
        for (var frame = 0; frame < frames.Count; frame++)
            for (var row = 0; row < frames.Height; row++)
                frames[frame].Span.Slice(row * frames.Width * 3, frames.Width * 3)
                    .CopyTo(rgb.AsSpan(((top + row) * width + frame * (frames.Width + Gap)) * 3));
    }
}
