using System.Globalization;

namespace Kit.Expressions.Reading;

/// <summary>A place in a formula, from which text is taken.</summary>
internal sealed class Cursor(string text, int start, int end)
{
    private const int Shown = 24;

    public string Text => text;

    public int Position { get; set; } = start;

    /// <summary>The next character that is no space; 0 at the end.</summary>
    public char Next
    {
        get
        {
            while (Position < end && char.IsWhiteSpace(text[Position])) Position++;
            return Position < end ? text[Position] : '\0';
        }
    }

    /// <summary>Where that character is.</summary>
    public int Here => Next == '\0' ? Math.Min(Position, end) : Position;

    /// <summary>Steps over a word, if it comes next.</summary>
    public bool Take(string word)
    {
        var found = Next != '\0' && Position + word.Length <= end
            && string.CompareOrdinal(text, Position, word, 0, word.Length) == 0;
        if (found) Position += word.Length;
        return found;
    }

    /// <summary>Steps over one of two spellings.</summary>
    public bool Take(char mathematical, char ascii)
    {
        var found = Next == mathematical || Next == ascii;
        if (found) Position++;
        return found;
    }

    public void Need(string word)
    {
        if (!Take(word)) throw Refused($"'{word}'", $"Write '{word}' here");
    }

    public void NeedEnd()
    {
        if (Next != '\0')
            throw Refused("an operator or the end", "Join parts with +, −, · or /, and definitions with ', '");
    }

    /// <summary>Whether a number's digits come next.</summary>
    public bool AtNumber => (char.IsAsciiDigit(Next) && !Ahead("1[")) || Next == '∞' || Ahead("NaN");

    /// <summary>Digits, a fraction, an exponent; ∞; NaN.</summary>
    public double Number()
    {
        if (Take("∞")) return double.PositiveInfinity;
        if (Take("NaN")) return double.NaN;
        var (from, at) = (Position, Position);
        while (at < end && (char.IsAsciiDigit(text[at]) || text[at] == '.')) at++;
        if (at < end && text[at] == 'E') at = Exponent(at);
        var digits = text[from..at].Replace('−', '-');
        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            throw Refused("a number", "Write digits with at most one point, such as 0.1 or 1E−05");
        Position = at;
        return value;
    }

    /// <summary>A number that may be negative.</summary>
    public double Signed()
    {
        var negative = Take('−', '-');
        if (!AtNumber) throw Refused("a number", "Write digits, such as 0.1");
        return negative ? -Number() : Number();
    }

    public int Integer()
    {
        var from = Position;
        var value = Signed();
        return value == Math.Floor(value) && Math.Abs(value) <= int.MaxValue ? (int)value
            : throw Refused(from, "a whole number", "Write digits without a point");
    }

    /// <summary>An exception that names the place.</summary>
    public FormatException Refused(string expected, string remedy) => Refused(Position, expected, remedy);

    public FormatException Refused(int position, string expected, string remedy)
    {
        var rest = position >= end ? "the end" : $"'{text[position..Math.Min(end, position + Shown)]}'";
        return new(string.Create(CultureInfo.InvariantCulture,
            $"formula, character {position + 1}: expected {expected}, got {rest}. {remedy}."));
    }

    private bool Ahead(string word) => string.CompareOrdinal(text, Position, word, 0, word.Length) == 0;

    private int Exponent(int at)
    {
        var digits = at + 1 < end && text[at + 1] is '-' or '−' or '+' ? at + 2 : at + 1;
        var last = digits;
        while (last < end && char.IsAsciiDigit(text[last])) last++;
        return last > digits ? last : at;
    }
}
