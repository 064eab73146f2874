using System.Globalization;

namespace Kit.Video;

/// <summary>A part of a frame, pixels.</summary>
public sealed record Window(int Top, int Left, int Height, int Width)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Height}×{Width} at ({Top}, {Left})");
}
