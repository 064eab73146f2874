namespace Kit.Video;

/// <summary>Decoded frames, 8-bit RGB, row-major [F, H, W, 3], with the second at which each was shown.</summary>
/// <param name="Height">H, pixels.</param>
/// <param name="Width">W, pixels.</param>
/// <param name="Rgb">F·H·W·3 bytes.</param>
/// <param name="Timestamps">F seconds from the start of the clip, non-decreasing.</param>
[TypeFormatterSource]
public sealed record Frames(int Height, int Width, ReadOnlyMemory<byte> Rgb, Sequence<double> Timestamps)
{
    /// <summary>Frames shown per second of the clip (<see cref="FrameSampling.Rate"/>); null where it is not known.
    /// Models that count positions in seconds ask for it.</summary>
    public double? Rate { get; init; }

    /// <summary>F.</summary>
    public int Count => Timestamps.Count;

    /// <summary>Bytes of one frame, H·W·3.</summary>
    public int Stride => Height * Width * 3;

    public ReadOnlyMemory<byte> this[int frame] => Rgb.Slice(frame * Stride, Stride);

    public override string ToString() => FormattableString.Invariant($"{Count} frames of {Width}×{Height}")
        + (Count == 0 ? "" : FormattableString.Invariant($", {Timestamps[0]:0.00}–{Timestamps[^1]:0.00} s"));
}
