using Kit.Expressions;
using Kit.Report.Rendering;

namespace Kit.Report.Drawing;

/// <summary>An expression's graph as a picture, from evidence at the left to the value at the right.</summary>
internal static class GraphSvg
{
    /// <summary>For a page that holds <see cref="Svg.Shapes"/>.</summary>
    public static Markup Inline(Expr expr, string id) => Element(expr, id, Markup.Empty);

    /// <summary>A file of its own.</summary>
    public static string File(Expr expr) => Element(
        expr, "graph", Markup.Element("style", new Markup(Svg.GraphStyle)),
        ("xmlns", "http://www.w3.org/2000/svg")).Source;

    private static Markup Element(Expr expr, string id, Markup style, params (string, string)[] more)
    {
        var layout = GraphLayout.From(Graph.From([expr]));
        var count = layout.Graph.Nodes.Count;
        return Markup.Element("svg",
            style + Markup.Element(
                "desc", Markup.Text($"Graph of {count} nodes; reads {string.Join(", ", expr.Evidence)}."),
                ("id", $"{id}-text"))
            + Markup.Join(layout.Graph.Inputs.Index().SelectMany(to =>
                to.Item.Select(from => Edge(layout.Boxes[from], layout.Boxes[to.Index]))))
            + Markup.Join(layout.Graph.Nodes.Select((node, i) => Node(node, layout.Boxes[i]))),
        [
            .. more, ("id", id), ("class", "k-chart k-graph"), ("role", "img"), ("aria-labelledby", $"{id}-text"),
            ("width", Pen.N(layout.Width)), ("height", Pen.N(layout.Height)),
            ("viewBox", $"0 0 {Pen.N(layout.Width)} {Pen.N(layout.Height)}"),
        ]);
    }

    private static Markup Edge(Box from, Box to)
    {
        var (x1, y1, x2, y2) = (from.Right, Middle(from), to.Left, Middle(to));
        var bend = Math.Min(40, (x2 - x1) / 2);
        return Pen.Path(
            $"M{Pen.N(x1)} {Pen.N(y1)}"
                + $"C{Pen.N(x1 + bend)} {Pen.N(y1)} {Pen.N(x2 - bend)} {Pen.N(y2)} {Pen.N(x2)} {Pen.N(y2)}",
            ("class", "k-edge"));
    }

    private static Markup Node(Expr node, Box box) => Pen.Rectangle(box, ("class", Style(node)), ("rx", Round(node)))
        + Pen.Words(
            box.Left + box.Width / 2, Middle(box) + 4, Mermaid.Label(node), "k-label", ("text-anchor", "middle"));

    private static string Style(Expr node) => node switch
    {
        Expr.Read { Source.Quantity.Flow: Flow.Differentiable } => "k-node k-policy",
        Expr.Read => "k-node k-given",
        Expr.Named => "k-node k-name",
        _ => "k-node",
    };

    private static string Round(Expr node) => node is Expr.Read ? Pen.N(GraphLayout.RowHeight / 2) : "3";

    private static double Middle(Box box) => box.Top + box.Height / 2;
}
