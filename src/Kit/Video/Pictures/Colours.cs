namespace Kit.Video;

/// <summary>Changes of colour as torchvision makes them of 8-bit pictures, through Pillow: bit for bit.</summary>
/// <remarks>blend(a, b, f) = a + f·(b − a), cut to 0…255 and rounded down; f = 1 gives the picture back, 0 the other one,
/// above 1 exaggerates.</remarks>
internal static class Colours
{
    /// <summary>Luma of ITU-R 601, L = (19595·R + 38470·G + 7471·B + 2¹⁵) / 2¹⁶, in all three channels.</summary>
    public static Picture Grey(Picture picture) => Each(picture, static (rgb, _) => Fill(rgb, Luma(rgb)), 0);

    /// <summary>Blend of black with the picture: f = 0 is black.</summary>
    public static Picture Brightness(Picture picture, float factor) =>
        Each(picture, static (rgb, f) => Blend(rgb, 0, 0, 0, f), factor);

    /// <summary>Blend of the picture's mean luma, rounded to the nearest, with the picture: f = 0 is one grey.</summary>
    public static Picture Contrast(Picture picture, float factor)
    {
        var mean = Mean(picture);
        return Each(picture, (rgb, f) => Blend(rgb, mean, mean, mean, f), factor);
    }

    /// <summary>Blend of the grey picture with the picture: f = 0 is grey.</summary>
    public static Picture Saturation(Picture picture, float factor) => Each(picture, static (rgb, f) =>
    {
        var grey = Luma(rgb);
        Blend(rgb, grey, grey, grey, f);
    }, factor);

    /// <summary>Turns the colour wheel.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="turn">−0.5 … 0.5 of the wheel; rounded towards 0 to 1/255, as torchvision does.</param>
    public static Picture Hue(Picture picture, double turn)
    {
        var steps = (int)(turn * 255);
        return Each(picture, static (rgb, shift) =>
        {
            var (h, s, v) = HueSaturationValue.From(rgb);
            HueSaturationValue.Write(rgb, (byte)(h + (int)shift), s, v);
        }, steps);
    }

    private delegate void Change(Span<byte> rgb, float strength);

    private static Picture Each(Picture picture, Change change, float strength)
    {
        var rgb = picture.Rgb.ToArray();
        for (var at = 0; at < rgb.Length; at += Picture.Channels) change(rgb.AsSpan(at, Picture.Channels), strength);
        return picture with { Rgb = rgb };
    }

    private static void Blend(Span<byte> rgb, int r, int g, int b, float factor) =>
        (rgb[0], rgb[1], rgb[2]) = (Blend(r, rgb[0], factor), Blend(g, rgb[1], factor), Blend(b, rgb[2], factor));

    private static byte Blend(int from, int to, float factor) =>
        (byte)Math.Clamp((float)from + factor * (to - from), 0, 255);

    private static byte Luma(ReadOnlySpan<byte> rgb) =>
        (byte)((rgb[0] * 19595 + rgb[1] * 38470 + rgb[2] * 7471 + 0x8000) >> 16);

    private static void Fill(Span<byte> rgb, byte value) => rgb.Fill(value);

    private static int Mean(Picture picture)
    {
        var sum = 0L;
        var rgb = picture.Rgb.Span;
        for (var at = 0; at < rgb.Length; at += Picture.Channels) sum += Luma(rgb.Slice(at, Picture.Channels));
        return (int)(sum / (double)(picture.Height * picture.Width) + 0.5);
    }
}
