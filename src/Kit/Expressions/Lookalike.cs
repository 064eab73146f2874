namespace Kit.Expressions;

/// <summary>Pairs of expressions that mathematics writes alike; writing and reading agree here which one is meant.
/// </summary>
internal static class Lookalike
{
    /// <summary>y of log(1 − exp(y)), which unbracketed means <see cref="Unary.Log1mExp"/>; null for another
    /// x.</summary>
    public static Expr? Log1mExp(Expr x) => x is Expr.Zip
    {
        Operator: Binary.Subtract, Left: Expr.Constant { Value: 1 }, Right: Expr.Map { Function: Unary.Exp, X: var y },
    } ? y : null;

    /// <summary>Whether one operand is a pair's number that the other operand's tokens ask for.</summary>
    public static bool Repeats(Expr one, Expr other) =>
        one is Expr.Repeat { X.Axes: Axes.Pair, To: Axes.Token }
        && other is not Expr.Repeat && other.Axes is Axes.Token;
}
