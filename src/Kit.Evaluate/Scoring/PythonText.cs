using System.Numerics;
using System.Text;

namespace Kit.Evaluate.Scoring;

/// <summary>Text and rounding as Python, in which the official scorers are written, sees them.</summary>
internal static class PythonText
{
    /// <summary><c>str.strip()</c>: also U+001C to U+001F, which .NET does not take for white space.</summary>
    public static string Strip(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsSpace(text[start])) start++;
        while (end > start && IsSpace(text[end - 1])) end--;
        return text[start..end];
    }

    /// <summary><c>str.lower()</c>; İ becomes two characters.</summary>
    public static string Lower(string text) =>
        text.ToLowerInvariant().Replace("İ", "i\u0307", StringComparison.Ordinal);

    /// <summary><c>str.upper()</c>; ſ becomes S and ı becomes I, which .NET leaves alone.</summary>
    public static string Upper(string text) =>
        text.ToUpperInvariant().Replace('ſ', 'S').Replace('ı', 'I').Replace("ß", "SS", StringComparison.Ordinal);

    /// <summary><c>text.split(separator)</c>: never empty.</summary>
    public static string[] Split(string text, string separator) => text.Split(separator, StringSplitOptions.None);

    /// <summary><c>text.split()</c>: by runs of white space, none at the ends.</summary>
    public static string[] Words(string text) =>
        new string([.. text.Select(c => IsSpace(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary><c>round(x, 1)</c>: the exact double, half to even; 31.25 gives 31.2.</summary>
    public static double Round1(double x)
    {
        if (!double.IsFinite(x)) return x;
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(x));
        var exponent = (int)(bits >> 52);
        var mantissa = (bits & ((1L << 52) - 1)) | (exponent == 0 ? 0 : 1L << 52);
        var shift = 1075 - Math.Max(exponent, 1);
        if (shift <= 0) return x;
        var whole = BigInteger.DivRem(new BigInteger(mantissa) * 10, BigInteger.One << shift, out var rest);
        var half = (rest << 1).CompareTo(BigInteger.One << shift);
        var tenths = half > 0 || (half == 0 && !whole.IsEven) ? whole + 1 : whole;
        return Math.CopySign((double)tenths / 10, x);
    }

    /// <summary><c>\w</c>: a letter, a number or the underscore; no combining mark, no joiner.</summary>
    public static bool IsWord(Rune rune) => Scoring.Words.IsWord(rune);

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001c' and <= '\u001f';
}
