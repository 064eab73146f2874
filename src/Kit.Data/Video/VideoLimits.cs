namespace Kit.Data.Video;

/// <summary>What is still taken for a video, so that a wrong file is refused before it fills the memory.</summary>
/// <param name="MaxSide">Longest width or height, pixels.</param>
/// <param name="MaxSeconds">Longest duration.</param>
/// <param name="MaxBytes">Most decoded bytes of one reading, frames · height · width · 3.</param>
public sealed record VideoLimits(int MaxSide = 8192, double MaxSeconds = 4 * 3600, int MaxBytes = 1 << 30)
{
    public static VideoLimits Default { get; } = new();
}

/// <summary>Size of frames, pixels.</summary>
public sealed record FrameSize(int Height, int Width)
{
    public override string ToString() => FormattableString.Invariant($"{Width}x{Height}");
}
