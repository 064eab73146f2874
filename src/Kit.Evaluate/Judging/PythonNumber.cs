using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Judging;

/// <summary>Numbers as Python writes them.</summary>
internal static partial class PythonNumber
{
    /// <summary>Digits beyond which Python refuses to convert.</summary>
    private const int Longest = 4300;

    /// <summary><c>int(text)</c>: blanks around, a sign, digits with single underscores; null otherwise.</summary>
    public static BigInteger? Integer(string text)
    {
        var digits = PythonText.Strip(text);
        if (!Signed().IsMatch(digits) || digits.Length > Longest) return null;
        var ascii = string.Concat(digits.Where(c => c != '_').Select(c =>
            char.IsDigit(c) ? $"{(int)char.GetNumericValue(c)}" : $"{c}"));
        return BigInteger.Parse(ascii, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    /// <summary>The literal at the start of a text with its length; null when none stands there.</summary>
    public static (PythonValue Value, int Length)? Literal(string text, int at)
    {
        if (Based().Match(text, at) is { Success: true } based) return (Whole(based), based.Length);
        if (Real().Match(text, at) is { Success: true } real) return (Value(real), real.Length);
        return Decimal().Match(text, at) is { Success: true, Length: <= Longest } whole
            ? (new PythonValue.Integer(BigInteger.Parse(Bare(whole.Value), CultureInfo.InvariantCulture)), whole.Length)
            : null;
    }

    private static PythonValue.Integer Whole(Match match)
    {
        var radix = char.ToLowerInvariant(match.Value[1]) switch { 'x' => 16, 'o' => 8, _ => 2 };
        return new PythonValue.Integer(Bare(match.Value)[2..].Aggregate(
            BigInteger.Zero, (sum, digit) => sum * radix + Convert.ToInt32($"{digit}", 16)));
    }

    private static PythonValue Value(Match match)
    {
        var imaginary = match.Value[^1] is 'j' or 'J';
        var number = double.Parse(
            Bare(imaginary ? match.Value[..^1] : match.Value), NumberStyles.Float, CultureInfo.InvariantCulture);
        return imaginary ? new PythonValue.Complex(0, number) : new PythonValue.Float(number);
    }

    private static string Bare(string digits) => digits.Replace("_", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^[+-]?\d(?:_?\d)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Signed();

    [GeneratedRegex(@"\G0(?:[xX](?:_?[0-9a-fA-F])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+)", RegexOptions.CultureInvariant)]
    private static partial Regex Based();

    private const string Digits = "[0-9](?:_?[0-9])*";

    [GeneratedRegex(
        $@"\G(?:(?:{Digits}\.(?:{Digits})?|\.{Digits})(?:[eE][+-]?{Digits})?[jJ]?|{Digits}[eE][+-]?{Digits}[jJ]?"
        + $"|{Digits}[jJ])", RegexOptions.CultureInvariant)]
    private static partial Regex Real();

    [GeneratedRegex(@"\G(?:[1-9](?:_?[0-9])*|0(?:_?0)*)", RegexOptions.CultureInvariant)]
    private static partial Regex Decimal();
}
