using System.Globalization;
using System.Text;

namespace Kit.Evaluate.Judging;

/// <summary>One quoted string of Python, without its neighbours.</summary>
/// <param name="Value">The characters; of bytes, one character a byte.</param>
/// <param name="IsBytes">Whether it bears the prefix b.</param>
/// <param name="End">Behind the closing quote.</param>
internal sealed record PythonString(string Value, bool IsBytes, int End)
{
    /// <summary>Whether a string starts here, its prefix included.</summary>
    public static bool Starts(string text, int at)
    {
        var quote = Quote(text, at);
        return quote < text.Length && text[quote] is '\'' or '"' && quote - at <= 2;
    }

    public static PythonString Read(string text, int at)
    {
        var quote = Quote(text, at);
        var prefix = text[at..quote].ToLowerInvariant();
        if (prefix is not ("" or "u" or "r" or "b" or "br" or "rb")) throw Bad(at);
        var triple = text.AsSpan(quote).StartsWith(new string(text[quote], 3), StringComparison.Ordinal);
        var mark = new string(text[quote], triple ? 3 : 1);
        var (value, end) = Body(text, quote + mark.Length, mark, prefix);
        return new PythonString(value, prefix.Contains('b'), end);
    }

    private static int Quote(string text, int at)
    {
        while (at < text.Length && char.IsAsciiLetter(text[at])) at++;
        return at;
    }

    private static (string Value, int End) Body(string text, int at, string mark, string prefix)
    {
        var value = new StringBuilder();
        while (!text.AsSpan(at).StartsWith(mark, StringComparison.Ordinal))
        {
            if (at >= text.Length || (text[at] == '\n' && mark.Length == 1)) throw Bad(at);
            if (prefix.Contains('b') && text[at] > 127) throw Bad(at);
            if (text[at] != '\\') value.Append(text[at++]);
            else if (at + 1 >= text.Length) throw Bad(at);
            else if (prefix.Contains('r')) at = Raw(text, at, value);
            else at = Escape(text, at, value, prefix.Contains('b'));
        }

        return (value.ToString(), at + mark.Length);
    }

    private static int Raw(string text, int at, StringBuilder value)
    {
        value.Append(text, at, 2);
        return at + 2;
    }

    /// <summary>An escape; one that Python does not know keeps its backslash.</summary>
    private static int Escape(string text, int at, StringBuilder value, bool bytes)
    {
        var c = text[at + 1];
        if ("\n\\'\"abfnrtv".IndexOf(c, StringComparison.Ordinal) is var known and >= 0)
        {
            value.Append(known == 0 ? "" : $"{"\n\\'\"\a\b\f\n\r\t\v"[known]}");
            return at + 2;
        }

        if (c is >= '0' and <= '7') return Octal(text, at + 1, value);
        if (c == 'N' && !bytes) throw Bad(at);
        return (c, bytes) switch
        {
            ('x', _) => Hex(text, at + 2, 2, value),
            ('u', false) => Hex(text, at + 2, 4, value),
            ('U', false) => Hex(text, at + 2, 8, value),
            _ => Raw(text, at, value),
        };
    }

    private static int Octal(string text, int at, StringBuilder value)
    {
        var end = at;
        while (end < text.Length && end < at + 3 && text[end] is >= '0' and <= '7') end++;
        value.Append((char)Convert.ToInt32(text[at..end], 8));
        return end;
    }

    private static int Hex(string text, int at, int digits, StringBuilder value)
    {
        if (at + digits > text.Length || !int.TryParse(
                text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || code is < 0 or > 0x10FFFF) throw Bad(at);
        if (code < 0x10000) value.Append((char)code);
        else value.Append(char.ConvertFromUtf32(code));
        return at + digits;
    }

    private static FormatException Bad(int at) =>
        new(FormattableString.Invariant($"Python string: unexpected text at character {at}."));
}
