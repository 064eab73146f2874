using System.Text;

namespace Kit.Report.Rendering;

/// <summary>The LaTeX that formulas are written in as MathML, which every browser draws without script or font
/// files.</summary>
/// <remarks>Groups, feet and heights, fractions, accents, brackets that grow, upright words, and the signs of
/// <see cref="MathSigns"/>. A command that is not known shows as text: nothing is dropped.</remarks>
internal sealed class MathMl
{
    /// <summary>Brackets inside brackets; deeper ones show as LaTeX.</summary>
    private const int Deepest = 64;

    private readonly string text;
    private int at;
    private int depth;

    private MathMl(string latex) => text = latex;

    /// <summary>One line of mathematics, on a line of its own.</summary>
    public static Markup From(string latex) =>
        Markup.Element("math", Row(new MathMl(latex).Items('\0')), ("display", "block"));

    /// <summary>Items up to a closing sign, which is taken; an end of text closes all.</summary>
    private List<Markup> Items(char closing)
    {
        var items = new List<Markup>();
        while (at < text.Length && text[at] != closing && !Next(@"\right"))
            if (text[at] == ' ') at++;
            else items.Add(Scripted());
        if (at < text.Length && text[at] == closing) at++;
        return items;
    }

    private static Markup Row(IReadOnlyList<Markup> items) =>
        items is [var one] ? one : Markup.Element("mrow", Markup.Join(items));

    /// <summary>An item with its foot and its height.</summary>
    private Markup Scripted()
    {
        var (sum, function) = (Next(@"\sum"), IsFunction());
        var item = Item();
        Markup? foot = null, height = null;
        while (at < text.Length && text[at] is '_' or '^' or '\'')
            switch (text[at++])
            {
                case '_': foot = Argument(); break;
                case '^': height = Argument(); break;
                default: height = Sign("′"); break;
            }

        var whole = (foot, height) switch
        {
            ({ } below, { } above) => Markup.Element("msubsup", item + below + above),
            ({ } below, null) => Markup.Element(sum ? "munder" : "msub", item + below),
            (null, { } above) => Markup.Element("msup", item + above),
            _ => item,
        };
        return function && !Bracket() ? Row([whole, Space]) : whole;
    }

    private static Markup Space => Markup.Void("mspace", ("width", "0.17em"));

    private bool IsFunction() => text[at] == '\\' && MathSigns.Functions.Any(name => Next($@"\{name}"));

    /// <summary>Whether what follows is a bracket: log(x), but log x.</summary>
    private bool Bracket() => text.AsSpan(at).TrimStart() is var rest
        && (rest.IsEmpty || rest[0] is '(' or '[' || rest.StartsWith(@"\left"));

    private Markup Item() => text[at] switch
    {
        '{' => Argument(),
        '\\' => Command(),
        >= '0' and <= '9' or '.' => Markup.Element("mn", Markup.Text(Take(c => char.IsAsciiDigit(c) || c == '.'))),
        _ when char.IsLetter(text, at) => Markup.Element("mi", Markup.Text(Rune())),
        _ => Sign(Rune() is "-" ? "−" : text[at - 1].ToString()),
    };

    /// <summary>A group in braces, or one item.</summary>
    private Markup Argument()
    {
        while (at < text.Length && text[at] == ' ') at++;
        if (at >= text.Length) return Row([]);
        return Nested(text[at] == '{' ? Group : Item);
    }

    private Markup Group()
    {
        at++;
        return Row(Items('}'));
    }

    private Markup Command()
    {
        var name = Name();
        return name switch
        {
            "frac" => Markup.Element("mfrac", Argument() + Argument()),
            "hat" => Accent("^"),
            "bar" => Accent("¯"),
            "mathrm" or "operatorname" or "text" => Upright(Word()),
            "mathbf" => Markup.Element(
                "mi", Markup.Text(Word()), ("style", "font-weight:bold"), ("mathvariant", "normal")),
            "mathcal" => Upright(Word()),
            "left" => Nested(Bracketed),
            "textstyle" or "displaystyle" => Row([]),
            "," or ":" or ";" or " " or "!" => Space,
            _ when MathSigns.Functions.Contains(name) => Upright(name),
            _ when MathSigns.Letters.TryGetValue(name, out var letter) => Markup.Element("mi", Markup.Text(letter)),
            _ when MathSigns.Operators.TryGetValue(name, out var sign) => Sign(sign),
            _ => Markup.Element("mtext", Markup.Text($@"\{name}")),
        };
    }

    private Markup Accent(string sign) =>
        Markup.Element("mover", Argument() + Sign(sign), ("accent", "true"));

    /// <summary>\left( … \right): brackets that grow with what is between them.</summary>
    private Markup Bracketed()
    {
        var open = Growing(Rune());
        var inner = Row(Items('\0'));
        if (Next(@"\right")) at += @"\right".Length;
        return Row([open, inner, Growing(at < text.Length ? Rune() : "")]);
    }

    /// <summary>Whatever is deeper than a reader can follow, and a stack can hold, stays LaTeX.</summary>
    private Markup Nested(Func<Markup> read)
    {
        if (depth == Deepest) return Markup.Element("mtext", Markup.Text(Rest()));
        depth++;
        var inner = read();
        depth--;
        return inner;
    }

    private string Rest()
    {
        var rest = text[at..];
        at = text.Length;
        return rest;
    }

    /// <summary>The name after a backslash: letters, or one other sign.</summary>
    private string Name()
    {
        at++;
        return at >= text.Length ? "" : char.IsAsciiLetter(text[at]) ? Take(char.IsAsciiLetter) : Rune();
    }

    /// <summary>The text of a group as it stands; <c>\_</c> is a stroke.</summary>
    private string Word()
    {
        if (at >= text.Length || text[at] != '{') return at < text.Length ? Rune() : "";
        var word = new StringBuilder();
        var open = 0;
        do
        {
            if (text[at] is '{') open++;
            else if (text[at] is '}') open--;
            else if (text[at] != '\\') word.Append(text[at]);
        }
        while (++at < text.Length && open > 0);
        return word.ToString();
    }

    private bool Next(string command) => string.CompareOrdinal(text, at, command, 0, command.Length) == 0
        && (at + command.Length >= text.Length || !char.IsAsciiLetter(text[at + command.Length]));

    private string Take(Func<char, bool> wanted)
    {
        var start = at;
        while (at < text.Length && wanted(text[at])) at++;
        return text[start..at];
    }

    private string Rune()
    {
        var length = char.IsSurrogatePair(text, at) ? 2 : 1;
        at += length;
        return text.Substring(at - length, length);
    }

    private static Markup Upright(string word) =>
        Markup.Element("mi", Markup.Text(word), ("mathvariant", "normal"));

    private static Markup Growing(string sign) => Markup.Element("mo", Markup.Text(sign));

    /// <summary>Brackets that are written without \left and \right keep their size.</summary>
    private static Markup Sign(string sign) => sign is "(" or ")" or "[" or "]" or "|" or "‖" or "{" or "}"
        ? Markup.Element("mo", Markup.Text(sign), ("stretchy", "false"))
        : Growing(sign);
}
