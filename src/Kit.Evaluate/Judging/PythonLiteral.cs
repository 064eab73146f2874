using System.Text;

namespace Kit.Evaluate.Judging;

/// <summary>Reads what Python's <c>ast.literal_eval</c> reads: the official judges' outputs are Python, not
/// JSON.</summary>
/// <remarks>Quotes of either kind, tripled too, prefixes u, r and b, escapes, adjacent strings; trailing commas,
/// comments, line breaks inside brackets; hex, octal, binary, underscores; signs on numbers, a real ± an imaginary
/// number; duplicate keys, of which the last wins. Blanks and tabs before it are skipped, a first line that is indented
/// is not. Names other than True, False and None, operators, f-strings and calls are refused, except
/// <c>set()</c>.</remarks>
internal sealed class PythonLiteral
{
    private const int Deepest = 100;

    private readonly string text;
    private int at;
    private int depth;

    private PythonLiteral(string text) => this.text = text;

    /// <summary>The value, or null where Python raises.</summary>
    public static PythonValue? Parse(string source)
    {
        var text = source.TrimStart(' ', '\t')
            .Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        try { return text.Contains('\0') ? null : new PythonLiteral(text).Whole(); }
        catch (FormatException) { return null; }
    }

    private PythonValue Whole()
    {
        while (SkipBlankLine()) { }
        if (at < text.Length && text[at] is ' ' or '\t') throw Bad();
        var value = Listed();
        SkipLine();
        while (SkipBlankLine()) { }
        Blanks(lines: false);
        return at == text.Length ? value : throw Bad();
    }

    /// <summary>One expression, or a tuple without brackets.</summary>
    private PythonValue Listed()
    {
        var values = new List<PythonValue> { Expression(lines: false) };
        Blanks(lines: false);
        if (Next != ',') return values[0];
        while (Take(','))
        {
            Blanks(lines: false);
            if (Next is '\n' or '\0' or '#') break;
            values.Add(Expression(lines: false));
            Blanks(lines: false);
        }

        return new PythonValue.Tuple(Sequence.From(values.AsEnumerable()));
    }

    private char Next => at < text.Length ? text[at] : '\0';

    /// <summary>A literal; numbers may bear a sign and be real ± imaginary.</summary>
    private PythonValue Expression(bool lines)
    {
        Blanks(lines);
        var sign = Next is '+' or '-' ? text[at++] : ' ';
        Blanks(lines);
        var open = at;
        var left = Primary(lines);
        if (sign != ' ') left = Signed(left, sign, open);
        Blanks(lines);
        if (Next is not ('+' or '-')) return left;
        var minus = text[at++] == '-';
        Blanks(lines);
        open = at;
        return (left, Primary(lines)) switch
        {
            (PythonValue.Integer real, PythonValue.Complex right) when !Bracketed(open) =>
                Sum((double)real.Value, right, minus),
            (PythonValue.Float real, PythonValue.Complex right) when !Bracketed(open) => Sum(real.Value, right, minus),
            _ => throw Bad(),
        };
    }

    private static PythonValue.Complex Sum(double real, PythonValue.Complex right, bool minus) =>
        new(real + (minus ? -right.Real : right.Real), minus ? -right.Imaginary : right.Imaginary);

    private PythonValue Signed(PythonValue value, char sign, int open) => value switch
    {
        _ when Bracketed(open) && text[open..at].AsSpan().IndexOfAny('+', '-') >= 0 => throw Bad(),
        PythonValue.Integer whole => whole with { Value = sign == '-' ? -whole.Value : whole.Value },
        PythonValue.Float real => real with { Value = sign == '-' ? -real.Value : real.Value },
        PythonValue.Complex z => sign == '-' ? new PythonValue.Complex(-z.Real, -z.Imaginary) : z,
        _ => throw Bad(),
    };

    private bool Bracketed(int open) => text[open] == '(';

    private PythonValue Primary(bool lines)
    {
        if (++depth > Deepest) throw Bad();
        var value = Next switch
        {
            '{' => Braces(),
            '[' => new PythonValue.List(Sequence.From(Items('[', ']').Values.AsEnumerable())),
            '(' => Parentheses(),
            '\'' or '"' => Strings(lines),
            '.' when text.AsSpan(at).StartsWith("...", StringComparison.Ordinal) => Skip(3, new PythonValue.Ellipsis()),
            '.' or (>= '0' and <= '9') => Number(),
            _ => Word(lines),
        };
        depth--;
        return value;
    }

    private PythonValue Skip(int length, PythonValue value)
    {
        at += length;
        return value;
    }

    private PythonValue Number()
    {
        var (value, length) = PythonNumber.Literal(text, at) ?? throw Bad();
        at += length;
        return char.IsLetterOrDigit(Next) || Next is '_' or '.' ? throw Bad() : value;
    }

    private PythonValue Word(bool lines)
    {
        var end = at;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_')) end++;
        var word = text[at..end];
        if (end < text.Length && text[end] is '\'' or '"' && word.Length is 1 or 2) return Strings(lines);
        at = end;
        return word switch
        {
            "True" => new PythonValue.Boolean(true),
            "False" => new PythonValue.Boolean(false),
            "None" => new PythonValue.None(),
            "set" when Empty() => new PythonValue.Set([]),
            _ => throw Bad(),
        };
    }

    private bool Empty()
    {
        Blanks(lines: false);
        if (!Take('(')) return false;
        Blanks(lines: true);
        return Take(')');
    }

    private PythonValue Parentheses()
    {
        var (values, comma) = Items('(', ')');
        return values is [var only] && !comma ? only : new PythonValue.Tuple(Sequence.From(values.AsEnumerable()));
    }

    /// <summary>The values between brackets, and whether a comma stands behind the last.</summary>
    private (List<PythonValue> Values, bool Comma) Items(char open, char close)
    {
        var (values, comma) = (new List<PythonValue>(), false);
        Take(open);
        for (Blanks(lines: true); !Take(close); Blanks(lines: true))
        {
            if (values.Count > 0 && !comma) throw Bad();
            values.Add(Expression(lines: true));
            Blanks(lines: true);
            comma = Take(',');
        }

        return (values, comma);
    }

    private PythonValue Braces()
    {
        var (entries, values, comma) = (new List<(PythonValue Key, PythonValue Value)>(), new List<PythonValue>(),
            true);
        Take('{');
        for (Blanks(lines: true); !Take('}'); Blanks(lines: true))
        {
            if (!comma) throw Bad();
            var key = Expression(lines: true);
            if (!key.Hashable) throw Bad();
            Blanks(lines: true);
            if (Take(':')) Put(entries, key, Expression(lines: true));
            else values.Add(key);
            if (entries.Count > 0 && values.Count > 0) throw Bad();
            Blanks(lines: true);
            comma = Take(',');
        }

        return values.Count > 0
            ? new PythonValue.Set(Sequence.From(values.AsEnumerable()))
            : new PythonValue.Dictionary(Sequence.From(entries.AsEnumerable()));
    }

    private static void Put(List<(PythonValue Key, PythonValue Value)> entries, PythonValue key, PythonValue value)
    {
        var at = entries.FindIndex(entry => entry.Key == key);
        if (at < 0) entries.Add((key, value));
        else entries[at] = (entries[at].Key, value);
    }

    private PythonValue Strings(bool lines)
    {
        var (all, bytes) = (new StringBuilder(), (bool?)null);
        do
        {
            var part = PythonString.Read(text, at);
            if (bytes is { } kind && kind != part.IsBytes) throw Bad();
            (bytes, at) = (part.IsBytes, part.End);
            all.Append(part.Value);
            Blanks(lines);
        }
        while (PythonString.Starts(text, at));
        return bytes == true ? new PythonValue.Bytes(all.ToString()) : new PythonValue.Text(all.ToString());
    }

    private bool Take(char c)
    {
        if (Next != c || at >= text.Length) return false;
        at++;
        return true;
    }

    /// <summary>Skips white space and line joins; inside brackets also line breaks and comments.</summary>
    private void Blanks(bool lines)
    {
        while (at < text.Length)
        {
            if (text[at] is ' ' or '\t' or '\f' || (lines && text[at] == '\n')) at++;
            else if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] == '\n') at += 2;
            else if (lines && text[at] == '#') SkipComment();
            else return;
        }
    }

    private void SkipComment()
    {
        while (at < text.Length && text[at] != '\n') at++;
    }

    private void SkipLine()
    {
        Blanks(lines: false);
        if (Next == '#') SkipComment();
        Take('\n');
    }

    /// <summary>Skips a line of blanks and a comment; says whether there was one.</summary>
    private bool SkipBlankLine()
    {
        var end = at;
        while (end < text.Length && text[end] is ' ' or '\t' or '\f') end++;
        if (end >= text.Length || text[end] is not ('\n' or '#')) return false;
        at = end;
        if (text[at] == '#') SkipComment();
        return Take('\n');
    }

    private FormatException Bad() =>
        new(FormattableString.Invariant($"Python literal: unexpected text at character {at}."));
}
