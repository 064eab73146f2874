namespace Kit.Video;

/// <summary>Pillow's Gaussian blur, bit for bit: three box blurs whose variances add up to σ², edges repeated.</summary>
/// <remarks>A box of real half-width ρ has variance ((2ρ + 1)² − 1)/12 at whole ρ. Three boxes of variance σ²/3 each give
/// ρ = l + a with l = ⌊(√(12·σ²/3 + 1) − 1)/2⌋ whole pixels and a share a of the next one (Gwosdek et al. 2011,
/// "Theoretical Foundations of Gaussian Convolution by Extended Box Filtering"). Each pass rounds to 8 bits.</remarks>
internal sealed class Blur
{
    private const int Passes = 3;
    private const int Bits = 24;

    private readonly int whole;
    private readonly uint inner;
    private readonly uint outer;

    /// <param name="sigma">σ, pixels; 0 changes nothing.</param>
    public Blur(double sigma)
    {
        var half = HalfWidth((float)sigma);
        whole = (int)half;
        inner = (uint)((1 << Bits) / (half * 2 + 1));
        outer = ((1u << Bits) - (uint)(whole * 2 + 1) * inner) / 2;
    }

    public Picture Apply(Picture picture)
    {
        if (whole == 0 && outer == 0) return picture;
        var rgb = picture.Rgb.ToArray();
        var (line, step) = (picture.Width * Picture.Channels, Picture.Channels);
        for (var pass = 0; pass < Passes; pass++)
            for (var at = 0; at < rgb.Length; at += line)
                for (var channel = 0; channel < step; channel++) Line(rgb, at + channel, step, picture.Width);
        for (var pass = 0; pass < Passes; pass++)
            for (var at = 0; at < line; at++) Line(rgb, at, line, picture.Height);
        return picture with { Rgb = rgb };
    }

    private static float HalfWidth(float sigma)
    {
        var variance = sigma * sigma / Passes;
        var root = (float)Math.Sqrt(12.0 * variance + 1.0);
        var whole = (float)Math.Floor((root - 1.0) / 2.0);
        var share = (2 * whole + 1) * (whole * (whole + 1) - 3 * variance);
        share /= 6 * (variance - (whole + 1) * (whole + 1));
        return whole + share;
    }

    /// <summary>One box over one line of values, in place.</summary>
    private void Line(byte[] values, int from, int step, int count)
    {
        Span<byte> before = count <= 1024 ? stackalloc byte[count] : new byte[count];
        for (var i = 0; i < count; i++) before[i] = values[from + i * step];
        for (var i = 0; i < count; i++)
        {
            var sum = 0u;
            for (var k = i - whole; k <= i + whole; k++) sum += before[Math.Clamp(k, 0, count - 1)];
            var ends = (uint)(before[Math.Max(0, i - whole - 1)] + before[Math.Min(count - 1, i + whole + 1)]);
            values[from + i * step] = (byte)((sum * inner + ends * outer + (1u << (Bits - 1))) >> Bits);
        }
    }
}
