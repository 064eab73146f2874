using System.Runtime.CompilerServices;

namespace Kit.Video;

/// <summary>Resizes pictures exactly as Pillow does: rows, then columns, rounded to 8 bits after each.</summary>
/// <remarks>Bit for bit Pillow's <c>Image.resize</c> of RGB pictures, which is what Hugging Face's processors call.
/// Weights are the same for every frame of a clip and made once.</remarks>
public sealed class Resampler(int fromHeight, int fromWidth, int height, int width, Filter filter)
{
    private readonly Weights? across = fromWidth == width ? null : new(fromWidth, width, filter);
    private readonly Weights? down = fromHeight == height ? null : new(fromHeight, height, filter);

    public Picture Apply(Picture picture)
    {
        var wide = across is null ? picture : Across(picture, across);
        return down is null ? wide : Down(wide, down);
    }

    private Picture Across(Picture picture, Weights weights)
    {
        var resized = new byte[picture.Height * width * Picture.Channels];
        for (var y = 0; y < picture.Height; y++)
        {
            var row = picture.Rgb.Span.Slice(y * picture.Width * Picture.Channels, picture.Width * Picture.Channels);
            for (var x = 0; x < width; x++)
                Sum(row, weights.First(x) * Picture.Channels, Picture.Channels, weights[x],
                    resized.AsSpan(((y * width) + x) * Picture.Channels, Picture.Channels));
        }

        return new(picture.Height, width, resized);
    }

    private Picture Down(Picture picture, Weights weights)
    {
        var line = picture.Width * Picture.Channels;
        var resized = new byte[height * line];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < line; x += Picture.Channels)
                Sum(picture.Rgb.Span, (weights.First(y) * line) + x, line, weights[y],
                    resized.AsSpan((y * line) + x, Picture.Channels));
        return new(height, picture.Width, resized);
    }

    private static void Sum(ReadOnlySpan<byte> from, int at, int step, ReadOnlySpan<int> weights, Span<byte> pixel)
    {
        var (r, g, b) = (1 << (Weights.Bits - 1), 1 << (Weights.Bits - 1), 1 << (Weights.Bits - 1));
        foreach (var weight in weights)
        {
            r += from[at] * weight;
            g += from[at + 1] * weight;
            b += from[at + 2] * weight;
            at += step;
        }

        (pixel[0], pixel[1], pixel[2]) = (Clipped(r), Clipped(g), Clipped(b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Clipped(int sum) => (byte)Math.Clamp(sum >> Weights.Bits, 0, 255);
}
