using System.Globalization;

namespace Kit.Parts;

/// <summary>Ranges of hyper-parameters, checked when a part is made.</summary>
internal static class Bounds
{
    public static double Positive(double value, string what) =>
        value > 0 && double.IsFinite(value) ? value : throw Refused(what, "a finite number > 0", value);

    public static double Finite(double value, string what) =>
        double.IsFinite(value) ? value : throw Refused(what, "a finite number", value);

    /// <summary>0 ≤ value &lt; ½: beyond that a label means its opposite.</summary>
    public static double Doubt(double value, string what) =>
        value is >= 0 and < 0.5 ? value : throw Refused(what, "0 ≤ value < 0.5", value);

    private static ArgumentException Refused(string what, string expected, double value) => new(string.Create(
        CultureInfo.InvariantCulture, $"{what}: expected {expected}, got {value}. Choose another value."));
}
