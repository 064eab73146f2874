using Kit.Expressions;

namespace Kit.Tests.Reinforcement;

/// <summary>Evidence of generated answers in groups, with the changes that laws speak about.</summary>
internal sealed record Rollouts(int Size, IReadOnlyDictionary<Evidence, Grid> Evidence)
{
    public Grid this[Quantity quantity] => Evidence[Named(quantity)];

    public int Answers => this[Quantity.Mask].Shape[0];

    public int Tokens => this[Quantity.Mask].Shape[1];

    /// <summary>Groups of G answers, drawn from a seed; each answer has 1 … T tokens, then padding that holds numbers
    /// too. </summary>
    public static Rollouts From(long seed, int groups, int size, int tokens)
    {
        var (answers, random) = (groups * size, Pcg.From(seed));
        int[] lengths = [.. Enumerable.Range(0, answers).Select(_ => 1 + random.Below(tokens))];
        Grid PerToken(Func<double> draw) =>
            Grid.From(lengths.Select(_ => Enumerable.Range(0, tokens).Select(_ => draw()).ToArray()).ToArray());
        Grid PerAnswer(Func<double> draw) => Grid.From(lengths.Select(_ => draw()).ToArray());
        var old = PerToken(() => -3 * random.NextDouble());
        var (moved, frozen) = (PerToken(() => random.Between(-0.7, 0.7)), PerToken(() => random.Between(-0.7, 0.7)));
        return new Rollouts(size, new Dictionary<Quantity, Grid>
        {
            [Quantity.OldLogp] = old,
            [Quantity.PolicyLogp] = old.Zip(moved),
            [Quantity.ReferenceLogp] = old.Zip(frozen),
            [Quantity.Entropy] = PerToken(random.NextDouble),
            [Quantity.Value] = PerToken(random.Normal),
            [Quantity.OldValue] = PerToken(random.Normal),
            [Quantity.Return] = PerToken(random.Normal),
            [Quantity.TokenAdvantage] = PerToken(random.Normal),
            [Quantity.Mask] = Grid.From(lengths.Select(length =>
                Enumerable.Range(0, tokens).Select(t => t < length ? 1.0 : 0))),
            [Quantity.Span] = Grid.From(lengths.Select(_ => Enumerable.Range(0, tokens)
                .Select(t => t == 0 || random.Chance(0.6) ? 1.0 : 0).ToArray()).ToArray()),
            [Quantity.Advantage] = PerAnswer(random.Normal),
            [Quantity.Reward] = PerAnswer(() => random.Below(5) / 4.0),
            [Quantity.LengthShare] = PerAnswer(random.NextDouble),
            [Quantity.Correct] = PerAnswer(() => random.Below(2)),
            [Quantity.Ended] = PerAnswer(() => random.Below(2)),
        }.ToDictionary(one => Named(one.Key), one => one.Value)).WithStep();
    }

    public static Evidence Named(Quantity quantity) =>
        quantity.At(quantity.Per == Per.Batch ? Slot.None : Slot.Response);

    /// <summary>One quantity changed.</summary>
    public Rollouts With(Quantity quantity, Grid grid) =>
        this with { Evidence = new Dictionary<Evidence, Grid>(Evidence) { [Named(quantity)] = grid } };

    /// <summary>Every grid but numbers of the batch changed.</summary>
    public Rollouts Map(Func<Evidence, Grid, Grid> change) => this with
    {
        Evidence = Evidence.ToDictionary(one => one.Key, one =>
            one.Value.Shape.Count == 0 ? one.Value : change(one.Key, one.Value)),
    };

    /// <summary>The policy is the one that generated the answers.</summary>
    public Rollouts AtOld() => With(Quantity.PolicyLogp, this[Quantity.OldLogp]);

    /// <summary>More padding: mask 0, any other number, also such whose ratios overflow.</summary>
    public Rollouts Pad(int more) => Map((evidence, grid) => grid.Shape.Count < 2 ? grid : Grid.From(
        Rows(grid).Select(row => row.Concat(Enumerable.Repeat(Junk(evidence.Quantity), more)))));

    /// <summary>Answers in another order.</summary>
    public Rollouts Reorder(IReadOnlyList<int> order) => Map((_, grid) => grid.Shape.Count == 1
        ? Grid.From(order.Select(b => grid.Values[b]))
        : Grid.From(order.Select(b => Rows(grid)[b])));

    /// <summary>N counted over these answers.</summary>
    public Rollouts WithStep() => With(Quantity.BatchTokens, Grid.From(Math.Max(1, this[Quantity.Mask].Values.Sum())));

    public Grid Value(Expr expr) => Interpreter.Apply(expr, Evidence);

    private static double Junk(Quantity quantity) => quantity.Name switch
    {
        "mask" => 0,
        "policy.logp" => 900,
        "policy.old_logp" => -900,
        "reference.logp" => 2000,
        _ => 2.5,
    };

    /// <summary>The numbers of every row.</summary>
    public static double[][] Rows(Grid grid) =>
        [.. grid.Values.Chunk(grid.Shape[1])];
}

internal static class Grids
{
    /// <summary>a + b, element by element.</summary>
    public static Grid Zip(this Grid a, Grid b) => new(a.Shape, Sequence.From(a.Values.Zip(b.Values, (x, y) => x + y)));
}
