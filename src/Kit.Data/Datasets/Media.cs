using Kit.Data.Video;

namespace Kit.Data.Datasets;

/// <summary>A medium that a record names.</summary>
public abstract record Media
{
    private Media() { }

    /// <summary>Which placeholder it fills.</summary>
    public abstract MediaKind Kind { get; }

    /// <summary>The paths that name it, in order.</summary>
    public abstract Sequence<string> Files { get; }

    /// <summary>The same medium with every path moved.</summary>
    public abstract Media At(Func<string, string> place);

    /// <summary>What is not there, as far as names tell: <c>a file, got none at …</c>; null where all of it is. Nothing
    /// is opened.</summary>
    public virtual string? Lacking => Files.Count == 0 ? "a file, got no name of one"
        : Files.FirstOrDefault(path => !File.Exists(path)) is { } path ? $"a file, got none at {path}" : null;

    /// <summary>Looks through its files.</summary>
    /// <exception cref="UnreadableVideoException">Missing, damaged or of another kind.</exception>
    public abstract VideoFile Open(VideoLimits? limits = null, CancellationToken cancellation = default);

    /// <summary>One file, or a folder of extracted frames as LLaVA-Hound ships them.</summary>
    public sealed record Video(string Path) : Media
    {
        public override string ToString() => $"video {Path}";

        public override MediaKind Kind => MediaKind.Video;

        public override Sequence<string> Files => [Path];

        public override Media At(Func<string, string> place) => new Video(place(Path));

        public override string? Lacking => File.Exists(Path) || FrameFolder.IsAt(Path) ? null
            : Directory.Exists(Path) ? $"a folder with pictures, got none in {Path}"
            : $"a file, got none at {Path}";

        public override VideoFile Open(VideoLimits? limits = null, CancellationToken cancellation = default) =>
            VideoFile.Open(Path, limits, cancellation);
    }

    /// <summary>A video given as its frames, in order; one for each second of it.</summary>
    public sealed record FrameFiles(Sequence<string> Paths) : Media
    {
        public override string ToString() => $"frames {Paths}";

        public override MediaKind Kind => MediaKind.Video;

        public override Sequence<string> Files => Paths;

        public override Media At(Func<string, string> place) => new FrameFiles([.. Paths.Select(place)]);

        public override VideoFile Open(VideoLimits? limits = null, CancellationToken cancellation = default) =>
            VideoFile.Open(Paths, 1, limits, cancellation);
    }

    /// <summary>One picture.</summary>
    public sealed record Image(string Path) : Media
    {
        public override string ToString() => $"image {Path}";

        public override MediaKind Kind => MediaKind.Image;

        public override Sequence<string> Files => [Path];

        public override Media At(Func<string, string> place) => new Image(place(Path));

        public override VideoFile Open(VideoLimits? limits = null, CancellationToken cancellation = default) =>
            VideoFile.Open([Path], 1, limits, cancellation);
    }
}
