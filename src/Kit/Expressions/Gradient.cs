using System.Diagnostics;

namespace Kit.Expressions;

/// <summary>Derivatives as expressions of the same language, so that they print, compile and are checked like losses.
/// </summary>
/// <remarks>Reverse accumulation over the shared graph: ḡ(operand) += ∂node/∂operand · ḡ(node), from ḡ(output) = 1.
/// Stop-gradients and indicators pass nothing. d scalar [] / d evidence has the axes of the evidence.</remarks>
public static class Gradient
{
    /// <summary>d <paramref name="scalar"/> / d each of <paramref name="wanted"/>, in that order.</summary>
    public static Sequence<Expr> Apply(Expr scalar, IEnumerable<Evidence> wanted)
    {
        if (scalar.Axes != Axes.Scalar) throw new ArgumentException(
            $"gradient: expected a scalar [], got {scalar.Axes}. Fold it first, MeanPairs() or SumPairs().");
        Sequence<Evidence> evidence = Sequence.From(wanted);
        var found = Accumulate(Graph.From([scalar]), [.. evidence]);
        return Sequence.From(evidence.Select(one => found.GetValueOrDefault(one) ?? Expr.From(0).Expand(one.Axes)));
    }

    /// <summary>d <paramref name="scalar"/> / d <paramref name="wanted"/>.</summary>
    public static Expr Apply(Expr scalar, Evidence wanted) => Apply(scalar, [wanted])[0];

    private static Dictionary<Evidence, Expr> Accumulate(Graph graph, HashSet<Evidence> wanted)
    {
        var reached = Reached(graph, wanted);
        var adjoints = new Expr?[graph.Nodes.Count];
        adjoints[graph.Outputs[0]] = Expr.From(1);
        for (var node = graph.Nodes.Count - 1; node >= 0; node--)
        {
            if (adjoints[node] is not { } adjoint || !reached[node]) continue;
            var pulled = Pull(graph.Nodes[node], adjoint);
            for (var k = 0; k < pulled.Count; k++)
                Add(adjoints, graph.Inputs[node][k], pulled[k], graph.Nodes[node].Operands[k].Axes);
        }

        return graph.Nodes.Select((node, place) => (Source: (node as Expr.Read)?.Source, Adjoint: adjoints[place]))
            .Where(found => found is { Source: not null, Adjoint: not null })
            .ToDictionary(found => found.Source!, found => found.Adjoint!);
    }

    private static void Add(Expr?[] adjoints, int place, Expr pulled, Axes axes)
    {
        if (pulled is Expr.Constant { Value: 0 }) return;
        var folded = FoldTo(pulled, axes);
        adjoints[place] = adjoints[place] is { } known ? known + folded : folded;
    }

    /// <summary>Which nodes the wanted evidence moves.</summary>
    private static bool[] Reached(Graph graph, HashSet<Evidence> wanted)
    {
        var reached = new bool[graph.Nodes.Count];
        for (var node = 0; node < reached.Length; node++)
            reached[node] = graph.Nodes[node] switch
            {
                Expr.Read read => wanted.Contains(read.Source),
                Expr.StopGradient => false,
                _ => graph.Inputs[node].Any(input => reached[input]),
            };
        return reached;
    }

    /// <summary>What each operand receives when the node receives <paramref name="g"/>.</summary>
    private static Sequence<Expr> Pull(Expr node, Expr g) => node switch
    {
        Expr.Constant or Expr.Read or Expr.StopGradient => [],
        Expr.Map map => [Chain(map.Function.Derivative(map.X), g)],
        Expr.Zip zip => [zip.Operator.PullLeft(zip.Left, zip.Right, g), zip.Operator.PullRight(zip.Left, zip.Right, g)],
        Expr.Fold fold => [fold.Reduction.Pull(fold.X, g)],
        Expr.Linear linear => [new Expr.Linear(linear.Transform.Transpose, g.Expand(linear.Axes))],
        Expr.Arrange { Ordering: Ordering.Sort } sort => [g.Expand(sort.Axes).RankBy(sort.Keys), Expr.From(0)],
        Expr.Arrange rank => [g.Expand(rank.Axes).OrderBy(rank.Keys), Expr.From(0)],
        Expr.Repeat or Expr.Named => [g],
        _ => throw new UnreachableException($"No derivative for {node.GetType().Name}."),
    };

    private static Expr Chain(Expr slope, Expr g) => slope is Expr.Constant { Value: 0 } ? slope : g * slope;

    /// <summary>The transpose of repeating: sums away the axes that the operand does not have.</summary>
    private static Expr FoldTo(Expr g, Axes axes) => (g.Axes, axes) switch
    {
        _ when g.Axes.Rank <= axes.Rank => g.Expand(axes),
        (Axes.Token, Axes.Pair) => g.SumTokens(),
        (Axes.Token, _) => g.SumTokens().SumPairs(),
        _ => g.SumPairs(),
    };
}
