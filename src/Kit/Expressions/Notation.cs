using System.Globalization;
using System.Text.RegularExpressions;

namespace Kit.Expressions;

/// <summary>An alphabet for formulas.</summary>
internal abstract partial record Notation
{
    private Notation() { }

    /// <summary>For a hover, a console, a notebook.</summary>
    public static Notation Unicode { get; } = new UnicodeText();

    /// <summary>For a paper.</summary>
    public static Notation Latex { get; } = new LatexText();

    public abstract string Pattern(Glyph glyph);

    public abstract string Pattern(Symbol symbol);

    public abstract string Slot(Slot slot);

    public abstract string Brackets(string inner);

    public abstract string StopGradient(string inner);

    public abstract string Number(double value);

    /// <summary>Puts operands in the places of #1 and #2.</summary>
    public static string Fill(string pattern, string first, string second = "") =>
        Place().Replace(pattern, place => place.Value == "#1" ? first : second);

    [GeneratedRegex("#[12]")]
    private static partial Regex Place();

    /// <summary>15 digits: more would show the rounding of 1 − 0.9, not the number that was meant.</summary>
    private static string Shortest(double value) => Math.Abs(value) is > 1e-9 and < 1e15 || value == 0
        ? ((decimal)value).ToString("0.############################", CultureInfo.InvariantCulture)
        : value.ToString("G15", CultureInfo.InvariantCulture);

    public sealed record UnicodeText : Notation
    {
        public override string Pattern(Glyph glyph) => glyph.Unicode;

        public override string Pattern(Symbol symbol) => symbol.Unicode;

        public override string Slot(Slot slot) => slot.Unicode;

        public override string Brackets(string inner) => $"({inner})";

        public override string StopGradient(string inner) => $"sg({inner})";

        public override string Number(double value) => Shortest(value).Replace('-', '−');
    }

    public sealed record LatexText : Notation
    {
        public override string Pattern(Glyph glyph) => glyph.Latex;

        public override string Pattern(Symbol symbol) => symbol.Latex;

        public override string Slot(Slot slot) => slot.Latex;

        public override string Brackets(string inner) => $@"\left({inner}\right)";

        public override string StopGradient(string inner) => $@"\mathrm{{sg}}\left({inner}\right)";

        public override string Number(double value) => Shortest(value).Split('E') is [var digits, var exponent]
            ? $@"{digits} \cdot 10^{{{int.Parse(exponent, CultureInfo.InvariantCulture)}}}"
            : Shortest(value);
    }
}
