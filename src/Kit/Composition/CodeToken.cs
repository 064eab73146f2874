using System.Globalization;

namespace Kit.Composition;

/// <summary>A word, a number or a sign of a composition.</summary>
/// <param name="Text">As written.</param>
/// <param name="At">Its first character, from 0.</param>
internal readonly record struct CodeToken(string Text, int At)
{
    public bool IsWord => Text.Length > 0 && (char.IsLetter(Text[0]) || Text[0] == '_');

    public bool IsNumber => Text.Length > 0 && (char.IsAsciiDigit(Text[0]) || Text[0] == '.' && Text.Length > 1);

    public double Number => double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>All tokens, and an empty one at the end.</summary>
    public static IEnumerable<CodeToken> Split(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = End(text, at);
            if (!char.IsWhiteSpace(text[at])) yield return new(text[at..end], at);
            at = end;
        }

        yield return new("", text.Length);
    }

    private static int End(string text, int at) => text[at] switch
    {
        var c when char.IsLetter(c) || c == '_' => Run(text, at, c => char.IsLetterOrDigit(c) || c == '_'),
        var c when char.IsAsciiDigit(c) => Exponent(text, Run(text, at, c => char.IsAsciiDigit(c) || c == '.')),
        _ => at + 1,
    };

    /// <summary>1e-3: the sign belongs to the number.</summary>
    private static int Exponent(string text, int at)
    {
        if (at >= text.Length || text[at] is not ('e' or 'E')) return at;
        var digits = at + 1 < text.Length && text[at + 1] is '-' or '+' ? at + 2 : at + 1;
        var end = Run(text, digits, char.IsAsciiDigit);
        return end > digits ? end : at;
    }

    private static int Run(string text, int at, Func<char, bool> inside)
    {
        while (at < text.Length && inside(text[at])) at++;
        return at;
    }
}
