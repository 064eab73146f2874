namespace Kit.Video;

/// <summary>One frame: 8-bit RGB, row-major [H, W, 3].</summary>
/// <param name="Height">H, pixels.</param>
/// <param name="Width">W, pixels.</param>
/// <param name="Rgb">H·W·3 bytes.</param>
public readonly record struct Picture(int Height, int Width, ReadOnlyMemory<byte> Rgb)
{
    public const int Channels = 3;

    /// <summary>A part of the picture; what lies outside of it is <paramref name="fill"/>.</summary>
    public Picture Window(int top, int left, int height, int width, (byte R, byte G, byte B) fill)
    {
        var window = new byte[height * width * Channels];
        if (fill != default)
            for (var i = 0; i < window.Length; i += Channels)
                (window[i], window[i + 1], window[i + 2]) = fill;
        var (from, to) = (Math.Max(0, left), Math.Min(Width, left + width));
        for (var y = Math.Max(0, top); y < Math.Min(Height, top + height) && from < to; y++)
            Rgb.Span.Slice(((y * Width) + from) * Channels, (to - from) * Channels)
                .CopyTo(window.AsSpan((((y - top) * width) + from - left) * Channels));
        return new(height, width, window);
    }

    /// <summary>The picture with left and right exchanged.</summary>
    public Picture Mirrored()
    {
        var mirrored = new byte[Rgb.Length];
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
                Rgb.Span.Slice((y * Width + x) * Channels, Channels)
                    .CopyTo(mirrored.AsSpan((y * Width + Width - 1 - x) * Channels));
        return this with { Rgb = mirrored };
    }

    public override string ToString() => FormattableString.Invariant($"{Height}×{Width} picture");
}
