namespace Kit.Expressions;

/// <summary>mean_b(a + n·Σ_t x·y) = mean_b(a) + n·(1/B)·Σ_b Σ_t x·y: the last is a dot product, one kernel,
/// where it was a product, a sum over tokens and a sum of two.</summary>
/// <remarks>Only where nothing else reads Σ_t x·y; a metric does, a bare loss does not.</remarks>
internal sealed class Means(Graph graph)
{
    private readonly Sequence<int> uses = graph.Uses;
    private readonly Expr[] nodes = new Expr[graph.Nodes.Count];

    public IEnumerable<Expr> Apply()
    {
        for (var node = 0; node < nodes.Length; node++)
            nodes[node] = graph.Nodes[node] is Expr.Fold { Reduction: Reduction.MeanOverPairs }
                ? Mean(graph.Inputs[node][0])
                : graph.Rebuilt(node, nodes);
        return graph.Outputs.Select(output => nodes[output]);
    }

    private Expr Mean(int place) => (graph.Nodes[place], graph.Inputs[place]) switch
    {
        (Expr.Zip { Operator: Binary.Add }, [var a, var b]) when uses[place] == 1 && IsDot(b) => Mean(a) + Share(b),
        (Expr.Zip { Operator: Binary.Add }, [var a, var b]) when uses[place] == 1 && IsDot(a) => Share(a) + Mean(b),
        _ => nodes[place].MeanPairs(),
    };

    /// <summary>Whether a place is n·Σ_t x·y that nothing else reads.</summary>
    private bool IsDot(int place) => uses[place] == 1 && (graph.Nodes[place], graph.Inputs[place]) switch
    {
        (Expr.Named, [var x]) => IsDot(x),
        (Expr.Zip { Operator: Binary.Multiply }, [var n, var x]) => IsNumber(n) && IsDot(x),
        (Expr.Fold { Reduction: Reduction.OverTokens, X: Expr.Zip { Operator: Binary.Multiply } xy }, [var product]) =>
            uses[product] == 1 && graph.Inputs[product].All(one => graph.Covers(one, xy.Axes)),
        _ => false,
    };

    /// <summary>n·(1/B)·Σ_b Σ_t x·y.</summary>
    private Expr Share(int place) => (graph.Nodes[place], graph.Inputs[place]) switch
    {
        (Expr.Named, [var x]) => Share(x),
        (Expr.Zip, [var n, var x]) => nodes[n] * Share(x),
        _ => 1 / Expr.Pairs * nodes[place].SumPairs(),
    };

    private bool IsNumber(int place) => Lowering.IsNumber(graph.Nodes[place]);
}
