namespace Kit.Data.Datasets;

/// <summary>A medium that a record names.</summary>
public abstract record Media
{
    private Media() { }

    /// <summary>Which placeholder it fills.</summary>
    public abstract MediaKind Kind { get; }

    /// <summary>One file, or a folder of extracted frames as LLaVA-Hound ships them.</summary>
    public sealed record Video(string Path) : Media
    {
        public override string ToString() => $"video {Path}";

        public override MediaKind Kind => MediaKind.Video;
    }

    /// <summary>A video given as its frames, in order.</summary>
    public sealed record FrameFiles(Sequence<string> Paths) : Media
    {
        public override string ToString() => $"frames {Paths}";

        public override MediaKind Kind => MediaKind.Video;
    }

    /// <summary>One picture.</summary>
    public sealed record Image(string Path) : Media
    {
        public override string ToString() => $"image {Path}";

        public override MediaKind Kind => MediaKind.Image;
    }
}
