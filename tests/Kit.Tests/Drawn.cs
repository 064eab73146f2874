using Kit.Expressions;

namespace Kit.Tests;

/// <summary>A batch for any objective: whatever evidence it reads is drawn, and changed as laws ask.</summary>
internal sealed record Drawn(IReadOnlyDictionary<Evidence, Grid> Evidence)
{
    /// <summary>Rows in whole groups, answers of different lengths, every answer with a token.</summary>
    public static Drawn From(Objective objective, long seed, int groups = 2, int tokens = 3) =>
        From([.. Read(objective)], seed, groups * Group(objective), tokens);

    /// <summary>All answers of one length, no padding, all marked: where a sum is its mean times T.</summary>
    public static Drawn Square(Objective objective, long seed)
    {
        var rows = 2 * Group(objective);
        return From(objective, seed).Map((one, grid) => one.Axes is Axes.Token
            ? Draw(one, rows, 4, Pcg.From(seed, one.ToString().Length)).Map(x => Marks(one) ? 1 : x)
            : grid);
    }

    /// <summary>The loss of the batch.</summary>
    public double Loss(Objective objective) => Interpreter.Apply(objective.Loss, Evidence).Value;

    /// <summary>The loss of every row.</summary>
    public Sequence<double> Losses(Objective objective) => Interpreter.Apply(objective.Losses, Evidence).Values;

    public Drawn Map(Func<Evidence, Grid, Grid> change) =>
        new(Evidence.ToDictionary(one => one.Key, one => change(one.Key, one.Value)));

    /// <summary>More padding: mask 0, any other number.</summary>
    public Drawn Pad() => Lines((one, row) => [.. row, Padding(one), Padding(one)]);

    /// <summary>Every token twice, side by side.</summary>
    public Drawn Duplicate() => Lines((_, row) => [.. row.SelectMany(x => new[] { x, x })]);

    /// <summary>Tokens in reverse, mask and all.</summary>
    public Drawn Reverse() => Lines((_, row) => [.. row.Reverse()]);

    /// <summary>Rows in another order.</summary>
    public Drawn Reorder(int[] order) => Map((_, grid) => grid.Shape.Count == 0 ? grid : Rows(grid, order));

    /// <summary>Chosen and rejected exchanged.</summary>
    public Drawn Swap() =>
        new(Evidence.ToDictionary(one => one.Key.Quantity.At(Other(one.Key.Slot)), one => one.Value));

    /// <summary>A number added to one quantity everywhere.</summary>
    public Drawn Add(string quantity, double constant) =>
        Map((one, grid) => one.Quantity.Name == quantity ? grid.Map(x => x + constant) : grid);

    /// <summary>Step 0: the policy is its own reference, and its own past.</summary>
    public Drawn AtReference() => Map((one, grid) =>
        one.Quantity.Name is "reference.logp" or "old.logp"
            ? Evidence.GetValueOrDefault(Quantity.PolicyLogp.At(one.Slot)) ?? grid
        : one.Quantity == Quantity.Kl ? grid.Map(_ => 0) : grid);

    /// <summary>How many rows belong together: a multiple of every group size, two where there is none.</summary>
    public static int Group(Objective objective) => Graph.From([objective.Loss]).Nodes.OfType<Expr.Linear>()
        .Select(node => node.Transform).OfType<LinearMap.GroupMean>().Select(map => map.Size).DefaultIfEmpty(2)
        .Aggregate(1, (product, size) => product % size == 0 ? product : product * size);

    private static IEnumerable<Evidence> Read(Objective objective) => objective.Evidence
        .Concat(objective.Evidence.Select(one => one.Slot).Where(slot => slot != Slot.None)
            .Select(Quantity.Mask.At)).Distinct();

    private static Drawn From(Evidence[] evidence, long seed, int rows, int tokens) => new(evidence.ToDictionary(
        one => one, one => Draw(one, rows, tokens + Length(one), Pcg.From(seed, Stream(one)))));

    /// <summary>Each piece of evidence draws its own numbers, whatever else is read.</summary>
    private static long Stream(Evidence one) => one.ToString().Sum(letter => (long)letter);

    private static int Length(Evidence one) => one.Slot.Answer.Length % 3;

    private static Grid Draw(Evidence one, int rows, int tokens, Pcg pcg) => one.Axes switch
    {
        Axes.Token => Grid.From(Enumerable.Range(0, rows).Select(_ =>
            Enumerable.Range(0, tokens).Select(t => Number(one, t, pcg)).ToArray()).ToArray()),
        Axes.Pair => Grid.From(Enumerable.Range(0, rows).Select(t => Number(one, t, pcg)).ToArray()),
        _ => Grid.From(Number(one, 0, pcg)),
    };

    /// <summary>Marks are 0 or 1, log-probabilities negative, labels ±1, the rest between 0.1 and 1.1.</summary>
    private static double Number(Evidence one, int t, Pcg pcg) => one.Quantity.Name switch
    {
        "mask" => t == 0 || pcg.Chance(0.7) ? 1 : 0,
        "span" or "differs" => t == 0 || pcg.Chance(0.5) ? 1 : 0,
        "label" => pcg.Chance(0.5) ? 1 : -1,
        var name when name.EndsWith("logp", StringComparison.Ordinal) => -3 * pcg.NextDouble(),
        _ => 0.1 + pcg.NextDouble(),
    };

    private static double Padding(Evidence one) => one.Quantity == Quantity.Mask ? 0 : 7.5;

    private static bool Marks(Evidence one) => one.Quantity == Quantity.Mask || one.Quantity == Quantity.Span;

    private static Slot Other(Slot slot) => slot.Name == Slot.Chosen.Name ? slot with { Name = Slot.Rejected.Name }
        : slot.Name == Slot.Rejected.Name ? slot with { Name = Slot.Chosen.Name } : slot;

    private Drawn Lines(Func<Evidence, double[], double[]> change) => Map((one, grid) => grid.Shape.Count != 2 ? grid
        : Grid.From(grid.Values.Chunk(grid.Shape[1]).Select(row => change(one, row))));

    private static Grid Rows(Grid grid, int[] order) => grid.Shape.Count == 1
        ? Grid.From(order.Select(b => grid.Values[b]))
        : Grid.From(order.Select(b => grid.Values.Chunk(grid.Shape[1]).ElementAt(b)));
}
