using Kit.Expressions;

namespace Kit.Tests;

/// <summary>Evidence of a batch of pairs, with the changes that laws speak about.</summary>
internal sealed record Batch(IReadOnlyDictionary<Evidence, Grid> Evidence)
{
    public int Pairs => this[Quantity.Mask, Slot.Chosen].Shape[0];

    public Grid this[Quantity quantity, Slot slot] => Evidence[quantity.At(slot)];

    /// <summary>B pairs drawn from a seed, T tokens of each side; every answer has a token, padding holds numbers too.
    /// </summary>
    public static Batch From(long seed, int pairs, int chosen, int rejected) =>
        new(Side(Slot.Chosen, pairs, chosen, Pcg.From(seed, 0))
            .Concat(Side(Slot.Rejected, pairs, rejected, Pcg.From(seed, 1))));

    private Batch(IEnumerable<(Evidence Evidence, Grid Grid)> all)
        : this(all.ToDictionary(one => one.Evidence, one => one.Grid)) { }

    /// <summary>Every grid changed, with its evidence to tell them apart.</summary>
    public Batch Map(Func<Evidence, Grid, Grid> change) =>
        new(Evidence.Select(one => (one.Key, change(one.Key, one.Value))));

    /// <summary>One quantity changed, on both sides.</summary>
    public Batch With(Quantity quantity, Func<Slot, Grid, Grid> change) =>
        Map((evidence, grid) => evidence.Quantity == quantity ? change(evidence.Slot, grid) : grid);

    /// <summary>Chosen and rejected exchanged.</summary>
    public Batch Swap() => new(Evidence.Select(one =>
        (one.Key.Quantity.At(one.Key.Slot == Slot.Chosen ? Slot.Rejected : Slot.Chosen), one.Value)));

    /// <summary>More padding: mask 0, any other number.</summary>
    public Batch Pad(int more) => Map((evidence, grid) => Rows(grid, row =>
        row.Concat(Enumerable.Repeat(evidence.Quantity == Quantity.Mask ? 0 : 7.5, more))));

    /// <summary>The same pairs in another order.</summary>
    public Batch Permute(int[] order) => Map((_, grid) => Grid.From(order.Select(b => Row(grid, b))));

    /// <summary>Every token twice.</summary>
    public Batch Duplicate() => Map((_, grid) => Rows(grid, row => row.Concat(row)));

    /// <summary>The policy is its own reference: step 0.</summary>
    public Batch AtReference() => Map((evidence, grid) => evidence.Quantity == Quantity.Kl ? grid.Map(_ => 0)
        : evidence.Quantity == Quantity.PolicyLogp ? this[Quantity.ReferenceLogp, evidence.Slot] : grid);

    /// <summary>One row's numbers.</summary>
    public static IEnumerable<double> Row(Grid grid, int b) =>
        Enumerable.Range(0, grid.Shape[1]).Select(t => grid[b, t]);

    private static Grid Rows(Grid grid, Func<IEnumerable<double>, IEnumerable<double>> change) =>
        Grid.From(Enumerable.Range(0, grid.Shape[0]).Select(b => change([.. Row(grid, b)])));

    private static IEnumerable<(Evidence, Grid)> Side(Slot slot, int pairs, int tokens, Pcg pcg) =>
    [
        (Quantity.PolicyLogp.At(slot), Draw(pairs, tokens, _ => -3 * pcg.NextDouble())),
        (Quantity.ReferenceLogp.At(slot), Draw(pairs, tokens, _ => -3 * pcg.NextDouble())),
        (Quantity.Kl.At(slot), Draw(pairs, tokens, _ => pcg.NextDouble())),
        (Quantity.Span.At(slot), Draw(pairs, tokens, t => t == 0 || pcg.Chance(0.5) ? 1 : 0)),
        (Quantity.Mask.At(slot), Draw(pairs, tokens, t => t == 0 || pcg.Chance(0.7) ? 1 : 0)),
    ];

    private static Grid Draw(int pairs, int tokens, Func<int, double> one) =>
        Grid.From(Enumerable.Range(0, pairs).Select(_ => Enumerable.Range(0, tokens).Select(one).ToArray()).ToArray());
}
