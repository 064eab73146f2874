namespace Kit.Expressions;

/// <summary>The same values in fewer operations, before code is generated. Equal to a rounding of the last digit.
/// </summary>
/// <remarks>Numbers that are the same everywhere (constants, 1/B) gather in front of a product, where they cost no kernel;
/// −log σ(x) is one function.</remarks>
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
        Expr.Repeat or Expr.Named or Expr.StopGradient or Expr.Map { Function: Unary.Negate } => IsNumber(expr.Operands[0]),
        Expr.Fold => IsNumber(expr.Operands[0]),
        Expr.Zip { Operator: Binary.Add or Binary.Subtract or Binary.Multiply or Binary.Divide } zip =>
            IsNumber(zip.Left) && IsNumber(zip.Right),
        _ => false,
    };

    private static Expr Lower(Expr expr) => expr switch
    {
        Expr.Map { Function: Unary.Negate, X: Expr.Map { Function: Unary.LogSigmoid, X: var x } } =>
            new Expr.Map(new Unary.Softplus(), -x),
        Expr.Map { Function: Unary.Negate, X: Expr.Zip { Operator: Binary.Multiply, Left: var n, Right: var x } }
            when IsNumber(n) && !IsNumber(x) => Product(-n, x),
        Expr.Zip { Operator: Binary.Multiply } zip => Product(zip.Left, zip.Right),
        _ => expr,
    };

    /// <summary>a·(n·x) = (a·n)·x for numbers a, n; a·n·x with tensors a, x puts n first.</summary>
    private static Expr Product(Expr a, Expr b) => (a, b) switch
    {
        _ when IsNumber(b) && !IsNumber(a) => Product(b, a),
        (_, Expr.Zip { Operator: Binary.Multiply, Left: var n, Right: var x }) when IsNumber(a) && IsNumber(n) && x.Axes == b.Axes =>
            Product(Times(a, n), x),
        _ => new Expr.Zip(new Binary.Multiply(), a, b),
    };

    /// <summary>Two numbers, constants folded.</summary>
    private static Expr Times(Expr a, Expr n) => (a, n) switch
    {
        (_, Expr.Repeat { X: var x }) => Times(a, x),
        (Expr.Repeat { X: var x }, _) => Times(x, n),
        _ => a * n,
    };
}
