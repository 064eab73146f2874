using System.Text.RegularExpressions;

namespace Kit.Data.Video;

/// <summary>A folder that holds a clip as its frames, as LLaVA-Hound ships them.</summary>
/// <remarks>Its pictures are the files directly in it that are named .png, .jpg, .jpeg, .webp or .bmp and are not
/// hidden; other files are no part of the clip.</remarks>
public static partial class FrameFolder
{
    private const int Widest = 255; // no file system has longer names

    private static readonly EnumerationOptions Visible = new() { IgnoreInaccessible = true };

    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".webp", ".bmp"];

    /// <summary>Whether the path is a folder with a picture in it. Nothing is opened.</summary>
    public static bool IsAt(string path) => Directory.Exists(path) && Found(path).Any();

    /// <summary>Absolute paths of the pictures in the natural order of their names: 2 stands before 10.</summary>
    /// <exception cref="UnreadableVideoException">There is no such folder, or no picture in it.</exception>
    public static Sequence<string> Pictures(string folder)
    {
        var path = Path.GetFullPath(folder);
        if (!Directory.Exists(path)) throw new UnreadableVideoException(
            path, "folder: expected pictures, got no folder of this name.", "Check the path.");
        var pictures = InOrder(Found(path));
        return pictures.Count > 0 ? pictures : throw new UnreadableVideoException(path,
            $"folder: expected pictures ({string.Join(", ", Extensions)}), got none.",
            "Extract the frames into it, or name another folder.");
    }

    /// <summary>By name, with every run of digits as the number that it writes.</summary>
    private static Sequence<string> InOrder(IEnumerable<string> files) =>
    [
        .. files.OrderBy(file => Digits().Replace(Path.GetFileName(file), run => run.Value.PadLeft(Widest, '0')),
            StringComparer.Ordinal).ThenBy(file => file, StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Found(string folder) =>
        Directory.EnumerateFiles(folder, "*", Visible).Where(IsPicture);

    private static bool IsPicture(string file) => !Path.GetFileName(file).StartsWith('.')
        && Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
