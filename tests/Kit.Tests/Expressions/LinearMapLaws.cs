using FsCheck;
using FsCheck.Fluent;
using Kit.Expressions;

namespace Kit.Tests.Expressions;

/// <summary>Linear maps and orderings: worked lines, transposes, refusals.</summary>
public sealed class LinearMapLaws
{
    private static readonly Evidence X = new Quantity("x", Per.Token, Flow.Differentiable).At(Slot.Response);
    private static readonly Evidence P = new Quantity("p", Per.Pair, Flow.Differentiable).At(Slot.None);
    private static readonly Evidence Q = new Quantity("q", Per.Pair, Flow.Constant).At(Slot.None);

    private static Gen<LinearMap> AlongTokens => Gen.Elements<LinearMap>(
        new LinearMap.Shift(1), new LinearMap.Shift(-2), new LinearMap.Discount(0.95), new LinearMap.Accumulate(1),
        new LinearMap.Accumulate(0.5), new LinearMap.Discount(0));

    [Fact]
    public void The_transpose_moves_to_the_other_side_of_the_product() =>
        Law.Holds(AlongTokens, Given.Seed, (map, seed) =>
        {
            var (x, y) = (Line(seed, 5), Line(seed + 1, 5));
            return Near.Holds(Dot(map.Apply(x), y), Dot(x, map.Transpose.Apply(y))) && map.Transpose.Transpose == map;
        });

    [Fact]
    public void Worked_lines()
    {
        double[] line = [1, 2, 4];
        Assert.Equal([2, 4, 0], new LinearMap.Shift(1).Apply(line));
        Assert.Equal([0, 1, 2], new LinearMap.Shift(-1).Apply(line));
        Assert.Equal([3, 4, 4], new LinearMap.Discount(0.5).Apply(line));
        Assert.Equal([1, 2.5, 5.25], new LinearMap.Accumulate(0.5).Apply(line));
        Assert.Equal([1.5, 1.5, 6, 6], new LinearMap.GroupMean(2).Apply([1, 2, 4, 8]));
        Near.Check([7.0 / 3, 7.0 / 3, 7.0 / 3], new LinearMap.GroupMean(3).Apply(line));
    }

    [Fact]
    public void A_group_mean_is_its_own_transpose() => Law.Holds(Given.Seed, seed =>
    {
        var (map, x, y) = (new LinearMap.GroupMean(3), Line(seed, 6), Line(seed + 1, 6));
        return Near.Holds(Dot(map.Apply(x), y), Dot(x, map.Apply(y)));
    });

    [Fact]
    public void Ranking_undoes_sorting_and_ties_stay_in_place()
    {
        var (x, keys) = (P.ToExpr(), Q.ToExpr());
        var at = Pairs([10, 20, 30, 40], [2, 1, 2, 0]);
        Assert.Equal([40, 20, 10, 30], Interpreter.Apply(x.OrderBy(keys), at).Values);
        Assert.Equal([10, 20, 30, 40], Interpreter.Apply(x.OrderBy(keys).RankBy(keys), at).Values);
        Assert.Equal([1, 2, 2, 3], Interpreter.Apply(x.Sorted(), Pairs([2, 3, 1, 2], [0, 0, 0, 0])).Values);
    }

    [Fact]
    public void Each_ordering_pulls_back_by_the_other()
    {
        var weights = new Quantity("w", Per.Pair, Flow.Constant).At(Slot.None);
        var at = Pairs([10, 20, 30, 40], [2, 1, 3, 0]);
        at[weights] = Grid.From([1.0, 2, 3, 4]);
        var sorted = (weights.ToExpr() * P.ToExpr().OrderBy(Q.ToExpr())).SumPairs();
        var ranked = (weights.ToExpr() * P.ToExpr().RankBy(Q.ToExpr())).SumPairs();
        Assert.Equal([3, 2, 4, 1], Interpreter.Apply(Gradient.Apply(sorted, P), at).Values);
        Assert.Equal([4, 2, 1, 3], Interpreter.Apply(Gradient.Apply(ranked, P), at).Values);
    }

    [Fact]
    public void Those_that_attain_an_extreme_share_its_gradient()
    {
        var at = Pairs([3, 1, 3, 1], [0, 0, 0, 0]);
        Assert.Equal([0.5, 0, 0.5, 0], Interpreter.Apply(Gradient.Apply(P.ToExpr().MaxPairs(), P), at).Values);
        Assert.Equal([0, 0.5, 0, 0.5], Interpreter.Apply(Gradient.Apply(P.ToExpr().MinPairs(), P), at).Values);
    }

    [Fact]
    public void They_read_as_functions()
    {
        Assert.Equal("Σ_t discount(x(y_i), 0.5)", $"{X.ToExpr().Discount(0.5).SumTokens()}");
        Assert.Equal("sort(p; q)", $"{P.ToExpr().OrderBy(Q.ToExpr())}");
        Assert.Equal("p − group_mean(p, 4)", $"{P.ToExpr() - P.ToExpr().GroupMean(4)}");
        Assert.Equal("p / max_b(p)", $"{P.ToExpr() / P.ToExpr().MaxPairs()}");
    }

    [Fact]
    public void Wrong_axes_and_broken_groups_are_refused()
    {
        Assert.Contains("expected [B, T], got [B]", Refusal(() => P.ToExpr().Shift(1)));
        Assert.Contains("expected [B], got [B, T", Refusal(() => X.ToExpr().GroupMean(2)));
        Assert.Contains("by [B, T", Refusal(() => P.ToExpr().OrderBy(X.ToExpr())));
        Assert.Contains("group of 1 or more, got 0", Refusal(() => P.ToExpr().GroupMean(0)));
        Assert.Contains("groups of 3, got 4", Refusal(() =>
            Interpreter.Apply(P.ToExpr().GroupMean(3), Pairs([1, 2, 3, 4], [0, 0, 0, 0]))));
    }

    private static string Refusal(Func<object> act) => Assert.Throws<ArgumentException>(act).Message;

    private static double[] Line(long seed, int count)
    {
        var random = Pcg.From(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
    }

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    private static Dictionary<Evidence, Grid> Pairs(double[] p, double[] q) =>
        new() { [P] = Grid.From(p), [Q] = Grid.From(q) };
}
