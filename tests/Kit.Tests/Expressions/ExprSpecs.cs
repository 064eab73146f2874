using Kit.Expressions;
using static Kit.Papers;

namespace Kit.Tests.Expressions;

/// <summary>Expressions as values: equality, units, sharing, names.</summary>
public sealed class ExprSpecs
{
    private static readonly Expr X = new Quantity("x", Per.Batch, Flow.Constant).At(Slot.None).ToExpr();
    private static readonly Expr Y = new Quantity("y", Per.Batch, Flow.Constant).At(Slot.None).ToExpr();

    [Fact]
    public void Units_vanish_and_constants_fold()
    {
        Assert.Equal(X, X + 0);
        Assert.Equal(X, 0 + X);
        Assert.Equal(X, X - 0);
        Assert.Equal(X, 1 * X);
        Assert.Equal(X, X * 1);
        Assert.Equal(X, X / 1);
        Assert.Equal(X, -(-X));
        Assert.Equal(-X, -1 * X);
        Assert.Equal(-X, 0 - X);
        Assert.Equal(X - Y, X + -Y);
        Assert.Equal(X + Y, X - -Y);
        Assert.Equal(X - 2, X + -2);
        Assert.Equal(X + 2, X - -2);
        Assert.Equal(6 * X, 2 * (3 * X));
        Assert.Equal(2 * X, X * 2);
        Assert.Equal(-(X * Y), -X * Y);
        Assert.Equal(-(X * Y), X * -Y);
        Assert.Equal(-(X / Y), -X / Y);
        Assert.Equal(X, X.Power(1));
        Assert.Equal(X.Detach(), X.Detach().Detach());
        Assert.Equal(X, X.Expand(Axes.Scalar));
        Assert.Equal(Expr.From(7), Expr.From(1) + 2 * Expr.From(3));
        Assert.Equal(Expr.From(-1), (Expr.From(1) - 3) / 2);
    }

    [Fact]
    public void Whole_numbers_and_reals_mean_the_same() => Assert.Equal(
        [X + 2.0, 2.0 + X, X - 2.0, 2.0 - X, X * 2.0, 2.0 * X, X / 2.0, 2.0 / X],
        [X + 2, 2 + X, X - 2, 2 - X, X * 2, 2 * X, X / 2, 2 / X]);

    [Fact]
    public void Arithmetic_keeps_its_value_whatever_is_simplified() => Law.Holds(
        Sample.Token, Given.Batch, (expr, batch) =>
        new (Expr Actual, Func<double, double> Expected)[]
        {
            (expr + -2, x => x - 2), (-expr * 3, x => -x * 3), (2 - -expr, x => 2 + x), (2 * (-3 * expr), x => -6 * x),
            (expr * -1, x => -x), (0 - expr, x => -x), (-expr / 4, x => -x / 4), (-2 - expr, x => -2 - x),
            (3 + -2 * expr, x => 3 - 2 * x), (3 - -2 * expr, x => 3 + 2 * x), (-(2 * expr), x => -2 * x),
        }.All(one => Near.Holds(
            Interpreter.Apply(expr, batch.Evidence).Map(one.Expected), Interpreter.Apply(one.Actual, batch.Evidence))));

    [Fact]
    public void Equal_parts_are_shared_whether_or_not_they_are_one_object()
    {
        var graph = Graph.From([Margin() + Margin().Square(), Margin().Exp()]);
        Assert.Single(graph.Nodes, node => node is Expr.Named { Symbol.Unicode: "h" });
        Assert.Equal(graph.Nodes.Count, graph.Nodes.Distinct().Count());

        static Expr Margin() => (Dpo with { }).Margin;
    }

    [Fact]
    public void Operands_come_before_their_users() => Law.Holds(Sample.Scalar, expr =>
    {
        var graph = Graph.From([expr]);
        return graph.Inputs.Select((inputs, place) => inputs.All(input => input < place)).All(before => before)
            && graph.Nodes[graph.Outputs[0]] == expr;
    });

    [Fact]
    public void A_deep_graph_of_shared_parts_stays_small()
    {
        var expr = Enumerable.Range(0, 200).Aggregate(X, (sum, _) => (sum + sum).Sigmoid());
        Assert.Equal(401, Graph.From([expr]).Nodes.Count);
        var one = new Dictionary<Evidence, Grid> { [X.Evidence[0]] = Grid.From(1) };
        Assert.True(double.IsFinite(Interpreter.Apply(expr, one).Value));
    }

    [Fact]
    public void Different_expressions_differ()
    {
        Expr[] all =
        [
            X, Y, X + Y, X - Y, X * Y, X / Y, X.Max(Y), X.Min(Y), -X, X.Exp(), X.Log(), X.Sigmoid(), X.LogSigmoid(),
            X.Relu(),
            X.Square(), X.Power(3), X.Power(2), X.IsPositive(), X.IsNegative(), X.Clamp(0, 1), X.AtLeast(0), X.Detach(),
            X.As(new Symbol("x")), X.As(new Symbol("y")), X.Expand(Axes.PerPair), X.Expand(new Axes.Token("chosen")),
            X.Expand(Axes.PerPair).SumPairs(), X.Expand(Axes.PerPair).MeanPairs(), Expr.From(1), Expr.From(2),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void Views_of_one_answer_share_its_tokens_and_other_answers_do_not()
    {
        var crop = Quantity.PolicyLogp.At(Slot.Chosen.WithView("crop"));
        Assert.Equal("policy.logp[chosen@crop]", crop.ToString());
        Assert.Equal(new Axes.Token("chosen"), (crop.ToExpr() * Sample.Mask(Slot.Chosen)).Axes);
        var second = Quantity.PolicyLogp.At(Slot.Rejected.WithIndex(1));
        Assert.Equal("policy.logp[rejected[1]]", second.ToString());
        Assert.Throws<ArgumentException>(() => second.ToExpr() * Sample.Mask(Slot.Rejected));
        Assert.Equal("weight", new Quantity("weight", Per.Pair, Flow.Constant).At(Slot.None).ToString());
    }

    [Fact]
    public void Evidence_is_listed_once_in_order_of_reading() => Assert.Equal(
        ["mask[chosen]", "policy.logp[chosen]", "mask[rejected]", "policy.logp[rejected]"],
        SimPo.Evidence.Select(one => one.ToString()));

    [Fact]
    public void A_policy_makes_log_probabilities_and_divergences() => Assert.Equal(
        ["policy.logp[chosen]", "policy.logp[rejected]", "kl[chosen]"],
        Rrpo.Differentiable.Select(one => one.ToString()));
}
