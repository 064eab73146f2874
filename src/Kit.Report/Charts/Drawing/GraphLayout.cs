using Kit.Expressions;

namespace Kit.Report.Drawing;

/// <summary>Where the nodes of a graph stand: a column for each distance from the value, rows ordered so that edges
/// cross little.</summary>
/// <remarks>Layers by longest path (Sugiyama et al. 1981), rows by the mean row of the neighbours, swept to and
/// fro.</remarks>
/// <param name="Graph">What is laid out.</param>
/// <param name="Boxes">One for each node.</param>
internal sealed record GraphLayout(Graph Graph, IReadOnlyList<Box> Boxes)
{
    public const double RowHeight = 24;
    private const double RowGap = 10;
    private const double ColumnGap = 34;
    private const double Margin = 4;
    private const int Sweeps = 6;

    public double Width => Boxes.Max(box => box.Right) + Margin;

    public double Height => Boxes.Max(box => box.Bottom) + Margin;

    public static GraphLayout From(Graph graph)
    {
        var layers = Ordered(graph, Layers(graph));
        var boxes = new Box[graph.Nodes.Count];
        var left = Margin;
        var tallest = layers.Max(layer => layer.Length);
        foreach (var layer in layers)
        {
            var width = layer.Max(node => WidthOf(graph.Nodes[node]));
            var top = Margin + (tallest - layer.Length) * (RowHeight + RowGap) / 2;
            foreach (var (row, node) in layer.Index())
            {
                var own = WidthOf(graph.Nodes[node]);
                boxes[node] = new Box(left + (width - own) / 2, top + row * (RowHeight + RowGap), own, RowHeight);
            }

            left += width + ColumnGap;
        }

        return new GraphLayout(graph, boxes);
    }

    private static double WidthOf(Expr node) => Math.Max(26, Pen.Width(Mermaid.Label(node)) + 16);

    /// <summary>Columns from left to right; a node stands just before the first that reads it.</summary>
    private static int[][] Layers(Graph graph)
    {
        var distance = new int[graph.Nodes.Count];
        for (var node = graph.Nodes.Count - 1; node >= 0; node--)
            foreach (var input in graph.Inputs[node]) distance[input] = Math.Max(distance[input], distance[node] + 1);
        return [.. Enumerable.Range(0, graph.Nodes.Count).GroupBy(node => distance[node])
            .OrderByDescending(layer => layer.Key).Select(layer => layer.ToArray())];
    }

    private static int[][] Ordered(Graph graph, int[][] layers)
    {
        var users = Users(graph);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var row = Rows(graph, layers);
            layers = sweep % 2 == 0
                ? [.. layers.Select(layer => Sorted(layer, node => graph.Inputs[node], row))]
                : [.. layers.Select(layer => Sorted(layer, node => users[node], row))];
        }

        return layers;
    }

    private static int[] Sorted(int[] layer, Func<int, IReadOnlyList<int>> neighbours, double[] row) =>
        [.. layer.OrderBy(node => neighbours(node) is { Count: > 0 } near ? near.Average(one => row[one]) : row[node])];

    /// <summary>Each node's place in its column, from 0 at the top to 1.</summary>
    private static double[] Rows(Graph graph, int[][] layers)
    {
        var rows = new double[graph.Nodes.Count];
        foreach (var layer in layers)
            foreach (var (row, node) in layer.Index()) rows[node] = (row + 0.5) / layer.Length;
        return rows;
    }

    private static List<int>[] Users(Graph graph)
    {
        var users = Enumerable.Range(0, graph.Nodes.Count).Select(_ => new List<int>()).ToArray();
        foreach (var (node, inputs) in graph.Inputs.Index())
            foreach (var input in inputs) users[input].Add(node);
        return users;
    }
}
