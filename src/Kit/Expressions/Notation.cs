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

    /// <summary>What the operands of an operation must hold in this alphabet.</summary>
    public virtual Glyph Adapt(Glyph glyph) => glyph;

    /// <summary>x for each pair, or for each token of an answer: a repeat that the reader could not guess.</summary>
    public abstract string Each(string inner, string? answer);

    /// <summary>The second, third, … expression of one name.</summary>
    public abstract string Version(string name, int version);

    /// <summary>A name without its slot.</summary>
    public static string Bare(string pattern) => Fill(pattern.Replace("(#1)", "", StringComparison.Ordinal), "");

    /// <summary>A name with its slot, appended where the name has no place for it.</summary>
    public static string At(string pattern, string slot) =>
        HasPlace(pattern) ? Fill(pattern, slot) : $"{pattern}({slot})";

    public static bool HasPlace(string pattern) => pattern.Contains("#1", StringComparison.Ordinal);

    /// <summary>Puts operands in the places of #1 and #2.</summary>
    public static string Fill(string pattern, string first, string second = "") =>
        Place().Replace(pattern, place => place.Value == "#1" ? first : second);

    [GeneratedRegex("#[12]")]
    private static partial Regex Place();

    /// <summary>The shortest digits that name this number and no other, so that a formula can be read back.</summary>
    private static string Shortest(double value)
    {
        var digits = value.ToString("R", CultureInfo.InvariantCulture);
        return double.IsInfinity(value) ? digits.Replace("Infinity", "∞", StringComparison.Ordinal)
            : Math.Abs(value) is > 1e-9 and < 1e15
                ? decimal.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture)
                    .ToString("0.############################", CultureInfo.InvariantCulture)
            : digits;
    }

    public sealed record UnicodeText : Notation
    {
        public override string Pattern(Glyph glyph) => glyph.Unicode;

        public override string Pattern(Symbol symbol) => symbol.Unicode;

        public override string Slot(Slot slot) => slot.Unicode;

        public override string Brackets(string inner) => $"({inner})";

        public override string StopGradient(string inner) => $"sg({inner})";

        public override string Each(string inner, string? answer) =>
            answer is null ? $"each_b({inner})" : $"each_t({inner}; {answer})";

        public override string Version(string name, int version) => version == 1 ? name
            : $"{name}⁽{string.Concat($"{version}".Select(digit => Raised[digit - '0']))}⁾";

        internal const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";

        public override string Number(double value) => Shortest(value).Replace('-', '−');
    }

    public sealed record LatexText : Notation
    {
        public override string Pattern(Glyph glyph) => glyph.Latex;

        public override string Pattern(Symbol symbol) => symbol.Latex;

        public override string Slot(Slot slot) => slot.Latex;

        public override string Brackets(string inner) => $@"\left({inner}\right)";

        public override string StopGradient(string inner) => $@"\mathrm{{sg}}\left({inner}\right)";

        public override string Each(string inner, string? answer) => answer is null
            ? $@"\operatorname{{each}}_b\left({inner}\right)"
            : $@"\operatorname{{each}}_t\left({inner}; {answer}\right)";

        public override string Version(string name, int version) =>
            version == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}^{{({version})}}");

        /// <summary>A fraction's bar is its bracket.</summary>
        public override Glyph Adapt(Glyph glyph) => glyph.Latex.StartsWith(@"\frac", StringComparison.Ordinal)
            ? glyph with { Own = Bind.Call, Left = Bind.Free, Right = Bind.Free }
            : glyph;

        public override string Number(double value) => double.IsInfinity(value)
            ? Shortest(value).Replace("∞", @"\infty", StringComparison.Ordinal)
            : Shortest(value).Split('E') is [var digits, var exponent]
            ? $@"{digits} \cdot 10^{{{int.Parse(exponent, CultureInfo.InvariantCulture)}}}"
            : Shortest(value);
    }
}
