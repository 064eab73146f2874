using System.Diagnostics;
using Kit.Expressions;

namespace Kit.Tests.Expressions;

/// <summary>An expression whose stop-gradients are numbers: the function that its gradient is the slope of.</summary>
internal static class Frozen
{
    public static (Expr Expr, IReadOnlyDictionary<Evidence, Grid> Evidence) From(
        Expr expr, IReadOnlyDictionary<Evidence, Grid> evidence)
    {
        var graph = Graph.From([expr]);
        var held = new Dictionary<Evidence, Grid>(evidence);
        var still = new Expr[graph.Nodes.Count];
        for (var k = 0; k < still.Length; k++)
            still[k] = Still(graph.Nodes[k], [.. graph.Inputs[k].Select(input => still[input])]);

        return (still[graph.Outputs[0]], held);

        Expr Still(Expr node, Expr[] x) => node switch
        {
            Expr.Constant or Expr.Read => node,
            Expr.StopGradient stop => Held(stop.X),
            Expr.Map map => new Expr.Map(map.Function, x[0]),
            Expr.Zip zip => new Expr.Zip(zip.Operator, x[0], x[1]),
            Expr.Fold fold => new Expr.Fold(fold.Reduction, x[0]),
            Expr.Linear linear => new Expr.Linear(linear.Transform, x[0]),
            Expr.Arrange arrange => new Expr.Arrange(arrange.Ordering, x[0], x[1]),
            Expr.Repeat repeat => new Expr.Repeat(x[0], repeat.To),
            Expr.Named name => new Expr.Named(name.Symbol, name.Slot, x[0]),
            _ => throw new UnreachableException(),
        };

        Expr Held(Expr x)
        {
            var answer = x.Axes is Axes.Token token ? evidence.Keys.First(one => one.Axes == token).Slot : Slot.None;
            var per = x.Axes switch { Axes.Token => Per.Token, Axes.Pair => Per.Pair, _ => Per.Batch };
            var one = new Quantity($"held{held.Count}", per, Flow.Constant).At(answer);
            held[one] = Interpreter.Apply(x, evidence);
            return one.ToExpr();
        }
    }
}
