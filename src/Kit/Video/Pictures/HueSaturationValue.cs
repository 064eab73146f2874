namespace Kit.Video;

/// <summary>Pillow's HSV of an 8-bit pixel, each part 0 … 255.</summary>
internal static class HueSaturationValue
{
    /// <summary>V = max, S = 255·(max − min) / max, H = 255/6 of the way around the wheel from red; rounded down.</summary>
    public static (byte H, byte S, byte V) From(ReadOnlySpan<byte> rgb)
    {
        var (r, g, b) = (rgb[0], rgb[1], rgb[2]);
        var (most, least) = (Math.Max(r, Math.Max(g, b)), Math.Min(r, Math.Min(g, b)));
        if (most == least) return (0, 0, most);
        float range = most - least;
        var (red, green, blue) = ((most - r) / range, (most - g) / range, (most - b) / range);
        var sixths = r == most ? blue - green : g == most ? (float)(2.0 + red - blue) : (float)(4.0 + green - red);
        var turn = (float)((sixths / 6.0 + 1.0) % 1.0);
        return (Cut(turn * 255.0), Cut(range / most * 255.0), most);
    }

    /// <summary>The pixel of an HSV.</summary>
    public static void Write(Span<byte> rgb, byte h, byte s, byte v)
    {
        if (s == 0)
        {
            rgb.Fill(v);
            return;
        }

        var (place, pure) = ((float)(h * 6.0 / 255.0), (float)(s / 255.0));
        var sixth = (int)Math.Floor(place);
        var past = place - sixth;
        var (low, falling, rising) = (
            Near(v * (1.0 - pure)), Near(v * (1.0 - pure * past)), Near(v * (1.0 - pure * (1.0 - past))));
        (rgb[0], rgb[1], rgb[2]) = (sixth % 6) switch
        {
            0 => (v, rising, low),
            1 => (falling, v, low),
            2 => (low, v, rising),
            3 => (low, falling, v),
            4 => (rising, low, v),
            _ => (v, low, falling),
        };
    }

    private static byte Cut(double value) => (byte)Math.Clamp((int)value, 0, 255);

    private static byte Near(double value) => (byte)Math.Clamp((int)Math.Round(value, MidpointRounding.AwayFromZero), 0, 255);
}
