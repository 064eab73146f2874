namespace Kit.Report.Drawing;

/// <summary>An axis laid along pixels: value → pixel, and the ticks.</summary>
internal sealed record Ruler(Axis Axis, double Low, double High, double From, double To)
{
    /// <summary>Limits that hold all values that the axis admits, with a little air.</summary>
    public static Ruler Around(Axis axis, IEnumerable<double> values, double from, double to)
    {
        double[] places = [.. values.Where(axis.Scale.Admits).Select(axis.Scale.Place)];
        var (low, high) = places.Length > 0
            ? (places.Min(), places.Max())
            : (axis.Scale.Place(1), axis.Scale.Place(10));
        var air = high > low ? 0.04 * (high - low) : axis.Scale is Scale.Log ? 0.3 : Math.Max(0.5, Math.Abs(high) / 10);
        return new Ruler(axis, axis.Scale.At(low - air), axis.Scale.At(high + air), from, to);
    }

    public bool Admits(double value) => Axis.Scale.Admits(value);

    /// <summary>The pixel of a value; beyond the limits, the nearest limit.</summary>
    public double this[double value]
    {
        get
        {
            var (low, high) = (Axis.Scale.Place(Low), Axis.Scale.Place(High));
            var place = Admits(value) ? Axis.Scale.Place(value) : value > 0 ? high : low;
            return From + (To - From) * Math.Clamp((place - low) / (high - low), 0, 1);
        }
    }

    public double[] Ticks(int about) => Axis.Scale.Ticks(Low, High, about);

    /// <summary>A tick's text: powers of ten as powers when they are far from 1.</summary>
    public static string Label(double tick)
    {
        var power = Math.Log10(Math.Abs(tick));
        return tick != 0 && Math.Abs(power) >= 5 && Math.Abs(power - Math.Round(power)) < 1e-9
            ? "10" + string.Concat(FormattableString.Invariant($"{Math.Round(power)}").Select(Raised))
            : Numbers.Print(Numbers.Significant(tick, 6));
    }

    private static char Raised(char digit) => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0'];
}
