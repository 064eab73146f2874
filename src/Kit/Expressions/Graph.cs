namespace Kit.Expressions;

/// <summary>Expressions as one graph: every distinct sub-expression once, operands before their users.</summary>
/// <param name="Nodes">Distinct expressions in topological order; operands are shared instances.</param>
/// <param name="Inputs">For each node, the positions of its operands.</param>
/// <param name="Outputs">Positions of the expressions asked for.</param>
public sealed record Graph(Sequence<Expr> Nodes, Sequence<Sequence<int>> Inputs, Sequence<int> Outputs)
{
    /// <summary>The evidence read, in order of first reading.</summary>
    public Sequence<Evidence> Evidence =>
        Sequence.From(Nodes.OfType<Expr.Read>().Select(read => read.Source).Distinct());

    /// <summary>How often each node is read by another node or as an output.</summary>
    public Sequence<int> Uses
    {
        get
        {
            var uses = new int[Nodes.Count];
            foreach (var input in Inputs.SelectMany(inputs => inputs).Concat(Outputs)) uses[input]++;
            return Sequence.From<int>(uses);
        }
    }

    /// <summary>Whether a node's tensor has all of the wanted axes by itself, no repeat left to its reader.
    /// </summary>
    internal bool Covers(int place, Axes axes) =>
        Nodes[place] is not Expr.Repeat && Nodes[place].Axes == axes && !Lowering.IsNumber(Nodes[place]);

    /// <summary>A node with other operands, by their places.</summary>
    internal Expr Rebuilt(int place, IReadOnlyList<Expr> nodes) => Inputs[place].Count == 0 ? Nodes[place]
        : Nodes[place].Rebuild(Sequence.From(Inputs[place].Select(input => nodes[input])));

    /// <summary>Shares equal sub-expressions, whether they are the same object or only equal.</summary>
    public static Graph From(IEnumerable<Expr> outputs)
    {
        var builder = new Builder();
        Sequence<int> found = Sequence.From(outputs.Select(builder.Place));
        return new Graph(Sequence.From(builder.Nodes), Sequence.From(builder.Inputs), found);
    }

    private sealed class Builder
    {
        private readonly Dictionary<Expr, int> seen = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<Expr, int> places = [];

        public List<Expr> Nodes { get; } = [];

        public List<Sequence<int>> Inputs { get; } = [];

        public int Place(Expr expr)
        {
            if (seen.TryGetValue(expr, out var place)) return place;
            Sequence<int> inputs = Sequence.From(expr.Operands.Select(Place));
            return seen[expr] = PlaceShared(Shared(expr, inputs), inputs);
        }

        /// <summary>With shared operands, equality looks one level deep: the rest is the same object.</summary>
        private Expr Shared(Expr expr, Sequence<int> inputs) =>
            inputs.Count == 0 ? expr : expr.Rebuild(Sequence.From(inputs.Select(input => Nodes[input])));

        private int PlaceShared(Expr expr, Sequence<int> inputs)
        {
            if (places.TryGetValue(expr, out var place)) return place;
            Nodes.Add(expr);
            Inputs.Add(inputs);
            return places[expr] = Nodes.Count - 1;
        }
    }
}
