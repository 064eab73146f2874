namespace Kit.Data.Video;

/// <summary>What is still taken for a video, so that a wrong file is refused before it fills the memory.</summary>
/// <param name="MaxSide">Longest width or height, pixels.</param>
/// <param name="MaxSeconds">Longest duration.</param>
/// <param name="MaxBytes">Most decoded bytes of one reading, frames · height · width · 3.</param>
public sealed record VideoLimits(int MaxSide = 8192, double MaxSeconds = 4 * 3600, int MaxBytes = 1 << 30)
{
    public static VideoLimits Default { get; } = new();

    /// <exception cref="UnreadableVideoException">Empty, too large or too long.</exception>
    internal void Check(VideoFile video)
    {
        var (height, width) = video.Size;
        if (Math.Min(height, width) < 1 || Math.Max(height, width) > MaxSide)
            throw new UnreadableVideoException(video.Path,
                $"frame size: expected 1 to {MaxSide} pixels a side, got {video.Size}.",
                $"Scale the video down, or raise {nameof(VideoLimits)}.{nameof(MaxSide)}.");
        if (video.Duration > MaxSeconds)
            throw new UnreadableVideoException(video.Path, FormattableString.Invariant(
                $"duration: expected at most {MaxSeconds} s, got {video.Duration:0.###} s."),
                $"Cut the video into clips, or raise {nameof(VideoLimits)}.{nameof(MaxSeconds)}.");
    }
}

/// <summary>Size of frames, pixels.</summary>
public sealed record FrameSize(int Height, int Width)
{
    public override string ToString() => FormattableString.Invariant($"{Width}x{Height}");
}
