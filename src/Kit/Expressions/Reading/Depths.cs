namespace Kit.Expressions.Reading;

/// <summary>Keeps hostile text from a stack overflow: neither brackets nor expressions nest without end.</summary>
internal sealed class Depths
{
    public const int Limit = 256;

    private readonly Dictionary<Expr, int> depths = new(ReferenceEqualityComparer.Instance);
    private int open;

    /// <summary>Reads one level further in.</summary>
    public Expr Deeper(Func<Expr> read, Func<Exception> refuse)
    {
        if (++open > Limit) throw refuse();
        var expr = read();
        open--;
        return expr;
    }

    /// <summary>A new expression over ones that were placed before.</summary>
    public Expr Place(Expr expr, Func<Exception> refuse)
    {
        var depth = 1 + expr.Operands.Select(operand => depths.GetValueOrDefault(operand)).DefaultIfEmpty(0).Max();
        if (depth > Limit) throw refuse();
        depths[expr] = depth;
        return expr;
    }
}
