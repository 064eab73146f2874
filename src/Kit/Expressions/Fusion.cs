namespace Kit.Expressions;

/// <summary>Which operations of a graph one kernel does together, by the place of the last of them.</summary>
/// <remarks>An operation vanishes in its reader only where nothing else reads it, so nothing is computed twice. A name
/// that is read once vanishes with what it names.</remarks>
internal sealed class Fusion
{
    private readonly Graph graph;
    private readonly Sequence<int> uses;
    private readonly Kernel?[] kernels;
    private readonly HashSet<int> absorbed = [];

    /// <summary>Last operations first, so that each knows whether its reader has drawn it in.</summary>
    public Fusion(Graph graph)
    {
        (this.graph, uses, kernels) = (graph, graph.Uses, new Kernel?[graph.Nodes.Count]);
        for (var place = kernels.Length - 1; place >= 0; place--)
        {
            if (Absorbs(place) || IsNumber(place)) continue;
            kernels[place] = KernelOf(place).FirstOrDefault();
            absorbed.UnionWith(kernels[place]?.Inside ?? []);
        }
    }

    /// <summary>The kernel that ends with this operation; null where it has one of its own.</summary>
    public Kernel? this[int place] => kernels[place];

    /// <summary>Whether an operation vanishes in its reader.</summary>
    public bool Absorbs(int place) => absorbed.Contains(place);

    /// <summary>Possible kernels, the one that saves most first.</summary>
    private IEnumerable<Kernel> KernelOf(int place) => (graph.Nodes[place], graph.Inputs[place]) switch
    {
        (Expr.Zip { Operator: Binary.Add } sum, [var a, var b]) =>
            [.. Sums(sum, a, Terms(b)), .. Sums(sum, b, Terms(a))],
        (Expr.Zip { Operator: Binary.Subtract } sum, [var a, var b]) =>
            Sums(sum, a, Terms(b).Select(one => one.Negated)),
        ({ Axes: Axes.Token axes } and (Expr.Zip or Expr.Map), _) => Alone(place, axes),
        (Expr.Fold { Reduction: Reduction.OverPairs }, [var rows]) => Totals(rows, []),
        _ => [],
    };

    private IEnumerable<Kernel.Sum> Sums(Expr.Zip sum, int addend, IEnumerable<Scaled> terms) => terms
        .Where(term => IsNumber(addend)
            ? term.Other is null && Covers(term.X, sum.Axes)
            : Fits(sum.Axes, [addend, .. term.Tensors]))
        .Select(term => new Kernel.Sum(addend, term));

    /// <summary>Nothing to gain from a product that has no scale.</summary>
    private IEnumerable<Kernel.Alone> Alone(int place, Axes.Token axes) => Parts(place)
        .Where(term => term is { Other: not null, Inside.Count: > 1 } && Fits(axes, term.Tensors))
        .Select(term => new Kernel.Alone(axes, term with { Inside = [.. term.Inside.Where(one => one != place)] }));

    /// <summary>What a sum over pairs of a sum over tokens folds: all at once.</summary>
    private IEnumerable<Kernel> Totals(int rows, Sequence<int> inside) => (graph.Nodes[rows], graph.Inputs[rows]) switch
    {
        _ when uses[rows] > 1 => [],
        (Expr.Named, [var x]) => Totals(x, [.. inside, rows]),
        (Expr.Fold { Reduction: Reduction.OverTokens }, [var x]) when !IsNumber(x) =>
            [.. Dots(x, [.. inside, rows]), new Kernel.Total(x, [.. inside, rows])],
        _ => [],
    };

    private IEnumerable<Kernel.Dot> Dots(int product, Sequence<int> inside) =>
        Terms(product).Where(term => term is { Sign: 1, Number: null, Other: (Binary.Multiply, _) }
            && term.Tensors.All(one => Covers(one, graph.Nodes[product].Axes)))
        .Select(term => new Kernel.Dot(term.Tensors[0], term.Tensors[1], [.. inside, .. term.Inside]));

    /// <summary>The scaled products that a place can be read as, if nothing else reads it; the longest first.</summary>
    private IEnumerable<Scaled> Terms(int place) => uses[place] > 1 ? [] : Parts(place);

    private IEnumerable<Scaled> Parts(int place) => (graph.Nodes[place], graph.Inputs[place]) switch
    {
        (Expr.Named, [var x]) => Terms(x).Select(one => one.Within(place)),
        (Expr.Map { Function: Unary.Negate }, [var x]) => Terms(x).Select(one => one.Negated.Within(place)),
        (Expr.Zip { Operator: Binary.Multiply }, [var n, var x]) when IsNumber(n) && !IsNumber(x) =>
        [
            .. Terms(x).Where(one => one.Number is null).Select(one => (one with { Number = n }).Within(place)),
            new Scaled(1, n, x, null, [place]),
        ],
        (Expr.Zip { Operator: Binary.Multiply or Binary.Divide } zip, [var x, var y])
            when !IsNumber(x) && !IsNumber(y) => [new Scaled(1, null, x, (zip.Operator, y), [place])],
        _ => [],
    };

    /// <summary>Whether tensors broadcast to the axes. Over tokens no more than one may be thinner: LibTorch's loops on
    /// a CPU are slow otherwise.</summary>
    private bool Fits(Axes axes, Sequence<int> tensors)
    {
        var wide = tensors.Count(one => Covers(one, axes));
        return wide > 0 && (axes is not Axes.Token || wide >= tensors.Count - 1);
    }

    /// <summary>Whether a node's tensor has all of the wanted axes by itself.</summary>
    private bool Covers(int place, Axes axes) => graph.Covers(place, axes);

    private bool IsNumber(int place) => Lowering.IsNumber(graph.Nodes[place]);
}
