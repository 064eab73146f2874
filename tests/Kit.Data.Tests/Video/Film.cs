using System.Globalization;
using Kit.Data.Tests.Storage;

namespace Kit.Data.Tests.Video;

/// <summary>Videos of a test's own, made by ffmpeg, in which frame n has the brightness 16 + 4 n, so that each can be
/// recognised in any picture of it.</summary>
internal static class Film
{
    private const string Numbered = "geq=lum='16+4*N':cb=128:cr=128";

    public static string Make(
        Folder folder, string name, int frames = 40, int rate = 8, string size = "64x48", params string[] options)
    {
        var source = string.Create(CultureInfo.InvariantCulture, $"color=black:s={size}:r={rate},{Numbered}");
        var count = frames.ToString(CultureInfo.InvariantCulture);
        Ffmpeg(["-f", "lavfi", "-i", source, "-frames:v", count, "-pix_fmt", "yuv420p", "-c:v", "libx264", "-qp", "8",
            .. options, folder[name]]);
        return folder[name];
    }

    public static void Ffmpeg(params string[] arguments) => Ffprobe.Run("ffmpeg", ["-v", "error", .. arguments]);

    /// <summary>Which frame a picture shows; limited range is stretched by 255 / 219 on the way to RGB.</summary>
    public static int Number(ReadOnlySpan<byte> rgb)
    {
        double sum = 0;
        foreach (var value in rgb) sum += value;
        return (int)Math.Round(sum / rgb.Length * 219 / 255 / 4);
    }
}
