using System.Globalization;

namespace Kit.Expressions;

/// <summary>The graph as Mermaid text: evidence rounded, named parts boxed, arrows from operand to user.</summary>
public static class Mermaid
{
    public static string Apply(Expr expr)
    {
        var graph = Graph.From([expr]);
        var nodes = graph.Nodes.Select((node, place) => $"    n{Number(place)}{Box(node)}");
        var edges = graph.Inputs.SelectMany((inputs, place) =>
            inputs.Select(input => $"    n{Number(input)} --> n{Number(place)}"));
        return string.Join('\n', ["flowchart LR", .. nodes, .. edges]);
    }

    /// <summary>What a node is called in a picture: its evidence, its name, or its operation on <c>·</c> or on
    /// <c>a</c> and <c>b</c>.</summary>
    public static string Label(Expr node) => node switch
    {
        Expr.Read read => $"{read.Source}",
        Expr.Named name => Notation.Fill(name.Symbol.Unicode, name.Slot.Unicode),
        Expr.Constant => node.ToString(),
        Expr.Repeat repeat => $"repeat over {repeat.To}",
        Expr.StopGradient => "sg",
        Expr.Map map => Notation.Fill(map.Function.Glyph.Unicode, "·"),
        Expr.Fold fold => Notation.Fill(fold.Reduction.Glyph.Unicode, "·"),
        Expr.Linear linear => Notation.Fill(linear.Transform.Glyph.Unicode, "·"),
        Expr.Arrange arrange => Notation.Fill(Glyph.Of(arrange.Ordering).Unicode, "a", "b"),
        Expr.Zip zip => Notation.Fill(zip.Operator.Glyph.Unicode, "a", "b"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Box(Expr node) => node switch
    {
        Expr.Read => $"([\"{Label(node)}\"])",
        Expr.Named => $"[[\"{Label(node)}\"]]",
        _ => $"[\"{Label(node)}\"]",
    };

    private static string Number(int place) => place.ToString(CultureInfo.InvariantCulture);
}
