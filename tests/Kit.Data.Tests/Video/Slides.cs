using System.Globalization;
using Kit.Data.Tests.Storage;
using Kit.Data.Video;

namespace Kit.Data.Tests.Video;

/// <summary>Pictures of a test's own, written by the kit, every one with pixels of its own.</summary>
internal static class Slides
{
    public const int Height = 6, Width = 10;

    public static byte[] Pixels(int number, int height = Height, int width = Width) =>
        [.. Enumerable.Range(0, height * width * 3).Select(i => (byte)(40 * number + 7 * i))];

    /// <summary>A folder with one picture under each name, numbered in the order of the names given.</summary>
    public static string Write(Folder folder, string clip, params string[] names)
    {
        Directory.CreateDirectory(folder[clip]);
        foreach (var (number, name) in names.Index()) Picture(Path.Combine(folder[clip], name), number);
        return folder[clip];
    }

    public static void Picture(string path, int number, int height = Height, int width = Width) =>
        File.WriteAllBytes(path, Png.From(Pixels(number, height, width), height, width));

    public static string[] Numbered(int count) =>
        [.. Enumerable.Range(0, count).Select(n => string.Create(CultureInfo.InvariantCulture, $"frame_{n}.png"))];
}
