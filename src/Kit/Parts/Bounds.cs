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

    public static double Except(double value, double pole, string what) =>
        double.IsFinite(value) && value != pole ? value
        : throw Refused(what, FormattableString.Invariant($"a finite number other than {pole}"), value);

    /// <summary>0 ≤ value ≤ 1.</summary>
    public static double Share(double value, string what) =>
        value is >= 0 and <= 1 ? value : throw Refused(what, "0 ≤ value ≤ 1", value);

    /// <summary>0 &lt; value &lt; 1: both labels keep some probability.</summary>
    public static double Open(double value, string what) =>
        value is > 0 and < 1 ? value : throw Refused(what, "0 < value < 1", value);

    private static ArgumentException Refused(string what, string expected, double value) => new(string.Create(
        CultureInfo.InvariantCulture, $"{what}: expected {expected}, got {value}. Choose another value."));
}
