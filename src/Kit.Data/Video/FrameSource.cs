namespace Kit.Data.Video;

/// <summary>What a clip's frames are stored in.</summary>
public abstract record FrameSource
{
    private FrameSource() { }

    /// <summary>A video stream of one file.</summary>
    /// <param name="Stream">The stream's number in the file.</param>
    public sealed record Recording(int Stream) : FrameSource
    {
        public override string ToString() => FormattableString.Invariant($"stream {Stream}");
    }

    /// <summary>A picture file for every frame.</summary>
    /// <param name="Paths">Absolute, in the order in which they are shown; one or more.</param>
    public sealed record Pictures(Sequence<string> Paths) : FrameSource
    {
        public override string ToString() => FormattableString.Invariant(
            $"{Paths.Count} pictures, {Path.GetFileName(Paths[0])} to {Path.GetFileName(Paths[^1])}");
    }
}
