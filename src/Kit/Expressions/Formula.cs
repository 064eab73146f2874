using Kit.Expressions.Reading;

namespace Kit.Expressions;

/// <summary>Expressions as mathematics, and back. Named parts are written by name and defined once, after the formula.
/// </summary>
/// <remarks>A definition that reads the same for every answer is given once, for y: s(y) = Σ_t m·log π. What the
/// Unicode form says is exact: numbers to the last digit, brackets wherever the order of operations shows in the last
/// digit, a repeat over pairs or tokens where a reader could not guess it, a raised (2) on the second meaning of a
/// name. So
/// <c>Read(Unicode(e), Lexicon.From([e])) == e</c>.</remarks>
public static class Formula
{
    /// <summary>For a hover, a console, a notebook.</summary>
    public static string Unicode(Expr expr) => Text(expr, Notation.Unicode);

    /// <summary>For a paper; no delimiters.</summary>
    public static string Latex(Expr expr) => Text(expr, Notation.Latex);

    /// <summary>As <see cref="Latex"/>, a line each: the formula, then its definitions, outermost names
    /// first.</summary>
    public static Sequence<string> LatexLines(Expr expr) => Lines(expr, Notation.Latex);

    /// <summary>As <see cref="Unicode"/>, a line each.</summary>
    public static Sequence<string> UnicodeLines(Expr expr) => Lines(expr, Notation.Unicode);

    /// <summary>The expression that a formula writes. ASCII <c>-</c> and <c>*</c> are read as − and ·.</summary>
    /// <param name="formula">A formula, then its definitions: <c>mean_b(−log σ(0.1·h)), h = …, s(y) = …</c>.</param>
    /// <param name="lexicon">What the names stand for.</param>
    /// <exception cref="FormatException">The text is no formula; the message says where, and what to write
    /// there.</exception>
    public static Expr Read(string formula, Lexicon lexicon) => new Definitions(formula, lexicon).Head();

    private static string Text(Expr expr, Notation notation) => string.Join(", ", Lines(expr, notation));

    private static Sequence<string> Lines(Expr expr, Notation notation) =>
        Sequence.From(new FormulaWriter(Graph.From([expr]), notation).Lines());
}
