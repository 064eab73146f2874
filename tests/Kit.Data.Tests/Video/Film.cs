using System.Globalization;
using Kit.Data.Tests.Storage;

namespace Kit.Data.Tests.Video;

/// <summary>Videos of a test's own, made by ffmpeg in which frame n has the brightness 16 + 4 n, so that each frame can be
/// recognised in any picture of it.</summary>
internal static class Film
{
    private const string Numbered = "geq=lum='16+4*N':cb=128:cr=128";

    public static string Make(Folder folder, string name, int frames = 40, int rate = 8, string size = "64x48", params string[] options)
    {
        var source = string.Create(CultureInfo.InvariantCulture, $"color=black:s={size}:r={rate},{Numbered}");
        string[] arguments = ["-v", "error", "-f", "lavfi", "-i", source, "-frames:v", frames.ToString(CultureInfo.InvariantCulture),
            "-pix_fmt", "yuv420p", "-c:v", "libx264", "-qp", "8", .. options, "-y", folder[name]];
        Ffprobe.Run("ffmpeg", arguments);
        return folder[name];
    }

    /// <summary>Which frame a picture shows; limited range is stretched by 255 / 219 on the way to RGB.</summary>
    public static int Number(ReadOnlySpan<byte> rgb)
    {
        double sum = 0;
        foreach (var value in rgb) sum += value;
        return (int)Math.Round(sum / rgb.Length * 219 / 255 / 4);
    }
}
