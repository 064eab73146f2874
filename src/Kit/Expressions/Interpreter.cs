using System.Diagnostics;

namespace Kit.Expressions;

/// <summary>The meaning of expressions: plain float64 loops, no tensors. Compiled graphs must agree with it.</summary>
public static class Interpreter
{
    /// <summary>The value of one expression.</summary>
    public static Grid Apply(Expr expr, IReadOnlyDictionary<Evidence, Grid> evidence) => Apply([expr], evidence)[0];

    /// <summary>The values of several expressions; what they share is computed once.</summary>
    public static Sequence<Grid> Apply(IEnumerable<Expr> outputs, IReadOnlyDictionary<Evidence, Grid> evidence)
    {
        var graph = Graph.From(outputs);
        var sizes = Sizes.From(graph.Evidence.Union(evidence.Keys), one => evidence.GetValueOrDefault(one)?.Shape);
        var values = new Grid[graph.Nodes.Count];
        for (var node = 0; node < values.Length; node++)
        {
            Grid[] operands = [.. graph.Inputs[node].Select(input => values[input])];
            values[node] = Value(graph.Nodes[node], operands, evidence, sizes);
        }

        return Sequence.From(graph.Outputs.Select(output => values[output]));
    }

    private static Grid Value(Expr node, Grid[] x, IReadOnlyDictionary<Evidence, Grid> evidence, Sizes sizes) =>
        node switch
        {
            Expr.Constant constant => Grid.From(constant.Value),
            Expr.Read read => evidence[read.Source],
            Expr.Map map => x[0].Map(map.Function.Value),
            Expr.Zip zip => x[0].Zip(x[1], zip.Operator.Value),
            Expr.Fold fold => fold.Reduction.Apply(x[0]),
            Expr.Linear linear => x[0].MapLast(linear.Transform.Apply),
            Expr.Arrange arrange => x[0].Arrange(arrange.Ordering, x[1]),
            Expr.Repeat repeat => x[0].Expand(sizes.Shape(repeat.To)),
            Expr.StopGradient or Expr.Named => x[0],
            _ => throw new UnreachableException($"No value for {node.GetType().Name}."),
        };
}
