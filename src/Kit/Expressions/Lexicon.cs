namespace Kit.Expressions;

/// <summary>What the names of a formula stand for: quantities that are given, and symbols that are defined in it.
/// </summary>
/// <remarks>A symbol that is defined in the formula and is not listed is read as one that is written the same
/// everywhere. Names are told apart by their Unicode form; two quantities that are written alike are refused where one
/// is read.
/// </remarks>
/// <param name="Quantities">Evidence.</param>
/// <param name="Symbols">Names of parts.</param>
public sealed record Lexicon(Sequence<Quantity> Quantities, Sequence<Symbol> Symbols)
{
    /// <summary>Every quantity and every symbol of some expressions.</summary>
    public static Lexicon From(IEnumerable<Expr> expressions)
    {
        var graph = Graph.From(expressions);
        return new(
            [.. graph.Evidence.Select(one => one.Quantity).Distinct()],
            [.. graph.Nodes.OfType<Expr.Named>().Select(name => name.Symbol).Distinct()]);
    }

    /// <summary>The words of both.</summary>
    public static Lexicon operator +(Lexicon first, Lexicon second) => new(
        [.. first.Quantities.Concat(second.Quantities).Distinct()],
        [.. first.Symbols.Concat(second.Symbols).Distinct()]);
}
