using Kit.Data.Datasets;
using Kit.Data.Video;

namespace Kit.Evaluate.Running;

/// <summary>Finds the clips that question files name: by relative path, with or without extension, else by file name
/// anywhere below. A clip may be a folder of frames.</summary>
/// <remarks>Names that lead out of the folder are refused.</remarks>
public sealed class VideoFolder
{
    private static readonly string[] Extensions = ["", ".mp4", ".avi", ".mkv", ".webm", ".mov", ".gif"];

    private readonly string root;
    private readonly Lazy<ILookup<string, string>> byName;
    private readonly Lazy<ILookup<string, string>> folders;

    public VideoFolder(string root)
    {
        this.root = Path.GetFullPath(root);
        if (!Directory.Exists(this.root)) throw new InvalidDataException(
            $"{root}: expected a folder of videos, got no folder of this name. Check the path.");
        byName = new(() => ByName(Directory.EnumerateFiles(this.root, "*", SearchOption.AllDirectories)));
        folders = new(() => ByName(Directory.EnumerateDirectories(this.root, "*", SearchOption.AllDirectories)));
    }

    /// <summary>Looks through a clip: what <see cref="Find"/> finds, or the frames that a list names
    /// (<see cref="ClipText"/>).</summary>
    /// <exception cref="UnreadableVideoException">It is not found, or cannot be read.</exception>
    public VideoFile Open(string clip, CancellationToken cancellation = default) =>
        ClipText.ToMedia(clip).At(Find).Open(null, cancellation);

    /// <summary>The file of a clip, or the folder of its frames.</summary>
    /// <exception cref="UnreadableVideoException">None, several, or outside the folder.</exception>
    public string Find(string video)
    {
        var inside = Path.GetFullPath(Path.Combine(root, video));
        if (!inside.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw Refused(video, "a name inside the folder, got one that leads out of it",
                "Correct the question file.");
        if (Extensions.Select(extension => inside + extension).FirstOrDefault(File.Exists) is { } direct) return direct;
        if (FrameFolder.IsAt(inside)) return inside;
        string[] named = [.. Extensions.SelectMany(extension => byName.Value[Path.GetFileName(video) + extension])];
        if (named.Length == 0) named = [.. folders.Value[Path.GetFileName(video)].Where(FrameFolder.IsAt)];
        return named switch
        {
            [var only] => only,
            [] => throw Refused(video, "a file, got none of this name", "Fetch the video, or check --videos."),
            _ => throw Refused(video, $"one file, got {named.Length} of this name", "Name its folder in the question."),
        };
    }

    private static ILookup<string, string> ByName(IEnumerable<string> paths) =>
        paths.Order(StringComparer.Ordinal).ToLookup(path => Path.GetFileName(path));

    private UnreadableVideoException Refused(string video, string instead, string remedy) =>
        new(Path.Combine(root, video), $"video: expected {instead}.", remedy);
}
