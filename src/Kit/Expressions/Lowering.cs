namespace Kit.Expressions;

/// <summary>The same values in fewer operations, before code is generated. Equal to a rounding of the last digit.
/// </summary>
/// <remarks>Numbers that are the same everywhere (constants, 1/B) gather in front of a product, where they cost no
/// kernel; −log σ(x) is one function.</remarks>
internal static class Lowering
{
    public static Sequence<Expr> Apply(IEnumerable<Expr> outputs)
    {
        var graph = Graph.From(outputs);
        var lowered = new Expr[graph.Nodes.Count];
        for (var node = 0; node < lowered.Length; node++)
        {
            var inputs = graph.Inputs[node];
            var expr = graph.Nodes[node];
            lowered[node] = Lower(inputs.Count == 0 ? expr : expr.Rebuild([.. inputs.Select(input => lowered[input])]));
        }

        return [.. graph.Outputs.Select(output => lowered[output])];
    }

    /// <summary>Whether a value is one number, wherever it stands, that needs no tensor: arithmetic of constants and of
    /// sizes.</summary>
    public static bool IsNumber(Expr expr) => expr switch
    {
        Expr.Constant => true,
        Expr.Repeat or Expr.Named or Expr.StopGradient or Expr.Fold or Expr.Map { Function: Unary.Negate } =>
            IsNumber(expr.Operands[0]),
        Expr.Zip { Operator: Binary.Add or Binary.Subtract or Binary.Multiply or Binary.Divide } zip =>
            IsNumber(zip.Left) && IsNumber(zip.Right),
        _ => false,
    };

    private static Expr Lower(Expr expr) => expr switch
    {
        Expr.Map { Function: Unary.Negate, X: Expr.Map { Function: Unary.LogSigmoid, X: var x } } =>
            new Expr.Map(new Unary.Softplus(), Lower(-x)),
        Expr.Map { Function: Unary.Negate, X: Expr.Zip { Operator: Binary.Multiply } product }
            when Split(product) is ({ }, { }) => Product(Expr.From(-1), product),
        Expr.Map { Function: Unary.Negate, X: Expr.Zip { Operator: Binary.Subtract } difference } =>
            new Expr.Zip(new Binary.Subtract(), difference.Right, difference.Left),
        Expr.Zip { Operator: Binary.Multiply } zip => Product(zip.Left, zip.Right),
        Expr.Zip { Operator: Binary.Add or Binary.Subtract } zip => Sum(zip),
        _ => expr,
    };

    /// <summary>n·x ± n·y = n·(x ± y).</summary>
    private static Expr.Zip Sum(Expr.Zip zip) =>
        (Split(zip.Left), Split(zip.Right)) is (({ } n, { } x), ({ } m, { } y))
        && n == m && x.Axes == zip.Axes && y.Axes == zip.Axes
            ? new Expr.Zip(new Binary.Multiply(), n, new Expr.Zip(zip.Operator, x, y))
            : zip;

    /// <summary>The numbers of both sides first, then the rest in its order; as it was, where a number alone spreads
    /// the product over its axes.</summary>
    private static Expr.Zip Product(Expr a, Expr b)
    {
        var ((n, x), (m, y)) = (Split(a), Split(b));
        var number = Times(n, m);
        var rest = Times(x, y);
        var plain = new Expr.Zip(new Binary.Multiply(), a, b);
        return number is null || rest is null || rest.Axes != plain.Axes ? plain
            : new Expr.Zip(new Binary.Multiply(), number, rest);
    }

    /// <summary>A product as its leading number and what follows it.</summary>
    private static (Expr? Number, Expr? Others) Split(Expr expr) => expr switch
    {
        _ when IsNumber(expr) && Bare(expr) is { Axes: Axes.None } number => (number, null),
        Expr.Zip { Operator: Binary.Multiply } zip when Split(zip.Left) is ({ } number, var rest) =>
            (number, Times(rest, zip.Right)),
        _ => (null, expr),
    };

    /// <summary>A number without its repeats; a sum over tokens keeps its own.</summary>
    private static Expr Bare(Expr number) => number switch
    {
        { Axes: Axes.None } => number,
        Expr.Repeat repeat => Bare(repeat.X),
        Expr.Named or Expr.StopGradient => Bare(number.Operands[0]),
        Expr.Map or Expr.Zip => number.Rebuild([.. number.Operands.Select(Bare)]),
        _ => number,
    };

    private static Expr? Times(Expr? a, Expr? b) => (a, b) switch
    {
        (null, _) => b,
        (_, null) => a,
        (Expr.Constant, _) or (_, Expr.Constant) => a * b,
        _ => new Expr.Zip(new Binary.Multiply(), a, b),
    };
}
