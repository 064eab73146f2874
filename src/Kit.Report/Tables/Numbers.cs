using System.Globalization;

namespace Kit.Report;

/// <summary>Numbers as text that does not change with culture, platform or time.</summary>
internal static class Numbers
{
    /// <summary>So many significant digits, without trailing zeros; 1.2e-05 style outside 1e-5 … 10^digits.</summary>
    public static string Significant(double value, int digits) =>
        Named(value) ?? Positive(value.ToString($"G{digits}", CultureInfo.InvariantCulture)
            .Replace("E", "e", StringComparison.Ordinal));

    /// <summary>So many digits after the point.</summary>
    public static string Fixed(double value, int decimals) =>
        Named(value) ?? Positive(value.ToString($"F{decimals}", CultureInfo.InvariantCulture));

    /// <summary>With the minus sign of print; a plus where <paramref name="text"/> is positive.</summary>
    public static string Signed(string text) =>
        text.StartsWith('-') ? Print(text) : text.Any(c => c is >= '1' and <= '9' or '∞') ? $"+{text}" : text;

    /// <summary>− instead of a hyphen.</summary>
    public static string Print(string text) =>
        text.StartsWith('-') ? string.Concat("−", text.AsSpan(1)) : text;

    private static string? Named(double value) =>
        double.IsFinite(value) ? null : double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";

    /// <summary>Rounding may leave −0.0, which says something that is not so.</summary>
    private static string Positive(string text) =>
        text.StartsWith('-') && !text.Any(c => c is >= '1' and <= '9') ? text[1..] : text;
}
