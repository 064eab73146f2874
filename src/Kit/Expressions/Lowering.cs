namespace Kit.Expressions;

/// <summary>The same values in fewer operations, before code is generated. Equal to a rounding of the last digit.
/// </summary>
/// <remarks>Numbers that are the same everywhere (constants, 1/B) gather in front of products and quotients, where
/// they cost no kernel; −log σ(x) is one function; a mean of products summed over tokens is a dot product.</remarks>
internal static class Lowering
{
    public static Sequence<Expr> Apply(IEnumerable<Expr> outputs)
    {
        var graph = Graph.From(new Means(Graph.From(outputs)).Apply());
        var lowered = new Expr[graph.Nodes.Count];
        for (var node = 0; node < lowered.Length; node++)
            lowered[node] = Lower(graph.Rebuilt(node, lowered));

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
        Expr.Map { Function: Unary.Negate } negate => Negative(negate),
        Expr.Zip { Operator: Binary.Multiply } zip => Product(zip.Left, zip.Right),
        Expr.Zip { Operator: Binary.Divide } zip => Quotient(zip),
        Expr.Zip { Operator: Binary.Add or Binary.Subtract } zip => Sum(zip),
        _ => expr,
    };

    /// <summary>A minus that goes where it costs no kernel: −x·log σ(y) = x·softplus(−y), −(x − y) = y − x.</summary>
    private static Expr Negative(Expr.Map negate) => negate.X switch
    {
        Expr.Map { Function: Unary.LogSigmoid, X: var x } => new Expr.Map(new Unary.Softplus(), Lower(-x)),
        Expr.Zip { Operator: Binary.Multiply } product when Split(product) is ({ }, { }) =>
            Product(Expr.From(-1), product),
        Expr.Zip { Operator: Binary.Multiply, Right: Expr.Map { Function: Unary.LogSigmoid } log } product =>
            new Expr.Zip(new Binary.Multiply(), product.Left, Lower(-log)),
        Expr.Zip { Operator: Binary.Subtract } difference =>
            new Expr.Zip(new Binary.Subtract(), difference.Right, difference.Left),
        _ => negate,
    };

    /// <summary>n·x / y = n·(x / y).</summary>
    private static Expr.Zip Quotient(Expr.Zip zip) => Split(zip.Left) is ({ } n, { } x) && !IsNumber(zip.Right)
        && new Expr.Zip(new Binary.Divide(), x, zip.Right) is var rest && rest.Axes == zip.Axes
            ? new Expr.Zip(new Binary.Multiply(), n, rest)
            : zip;

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
        Expr.Repeat repeat when Split(repeat.X) is ({ } number, { } rest) => (number, new Expr.Repeat(rest, repeat.To)),
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
