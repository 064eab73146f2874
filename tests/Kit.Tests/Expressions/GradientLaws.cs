using Kit.Expressions;
using static Kit.Papers;

namespace Kit.Tests.Expressions;

/// <summary>Symbolic gradients against finite differences, and what must not flow.</summary>
public sealed class GradientLaws
{
    private static readonly Evidence Chosen = Quantity.PolicyLogp.At(Slot.Chosen);
    private static readonly Expr Logp = Chosen.ToExpr();

    [Fact]
    public void Derivatives_of_any_expression_are_its_differences() => Law.Holds(
        Sample.Scalar, Given.Batch, (expr, batch) =>
        new[] { Chosen, Quantity.Kl.At(Slot.Chosen), Quantity.ReferenceLogp.At(Slot.Chosen) }
            .All(what => AgreesWithDifferences(expr, what, batch)));

    [Fact]
    public void Credit_of_any_objective_is_the_difference_of_its_loss() => Law.Holds(
        Given.Objective, Given.Batch, (o, batch) =>
        o.Differentiable.All(what => AgreesWithDifferences(o.Loss, what, batch)));

    [Fact]
    public void Several_gradients_at_once_are_each_of_them() => Law.Holds(Given.Objective, o =>
        Gradient.Apply(o.Loss, o.Differentiable).SequenceEqual(o.Differentiable.Select(o.Credit)));

    [Fact]
    public void A_logistic_pair_pulls_by_minus_beta_sigma_of_minus_beta_h() => Law.Holds(
        Given.Beta, Given.Batch, (beta, batch) =>
    {
        var dpo = Dpo.With(Logistic(beta));
        var pull = -beta * (-beta * dpo.Margin).Sigmoid() / batch.Pairs;
        var expected = Quantity.Mask.At(Slot.Chosen).ToExpr() * pull.Expand(new Axes.Token("chosen"));
        return Near.Holds(Value(expected, batch), Value(dpo.Credit(Chosen), batch));
    });

    [Fact]
    public void Nothing_flows_through_a_stop_gradient_or_an_indicator()
    {
        var sum = Logp.SumTokens().SumPairs();
        Assert.Equal(Zero, Gradient.Apply(sum.Detach(), Chosen));
        Assert.Equal(Zero, Gradient.Apply(sum.IsPositive(), Chosen));
        Assert.Equal(Zero, Gradient.Apply(sum.IsNegative(), Chosen));
        Assert.Equal(Gradient.Apply(sum, Chosen), Gradient.Apply(sum + sum.Square().Detach(), Chosen));
    }

    [Fact]
    public void What_is_not_read_has_gradient_zero() => Assert.Equal(
        Expr.From(0).Expand(new Axes.Token("rejected")),
        Gradient.Apply(Logp.SumTokens().SumPairs(), Quantity.PolicyLogp.At(Slot.Rejected)));

    [Fact]
    public void The_doubt_of_dynamic_smoothing_is_a_constant()
    {
        var batch = Batch.From(3, 4, 5, 5);
        var doubt = Value(LeanPo.Margin.IsNegative(), batch).Map(one => 0.1 * one);
        Assert.Contains(0.1, doubt.Values);
        Assert.Contains(0, doubt.Values);
        Assert.True(AgreesWithDifferences(LeanPo.Loss, Chosen, batch));
    }

    [Theory]
    [InlineData(2, 1, 0)]
    [InlineData(-2, 0, 1)]
    [InlineData(0, 0.5, 0.5)]
    public void Equal_sides_of_a_maximum_share_the_gradient(double a, double left, double right)
    {
        var (x, y) = (Number("x"), Number("y"));
        var at = new Dictionary<Evidence, Grid> { [x] = Grid.From(a), [y] = Grid.From(0) };
        var (max, min) = (x.ToExpr().Max(y.ToExpr()), x.ToExpr().Min(y.ToExpr()));
        Assert.Equal([left, right], Gradient.Apply(max, [x, y]).Select(d => Interpreter.Apply(d, at).Value));
        Assert.Equal([right, left], Gradient.Apply(min, [x, y]).Select(d => Interpreter.Apply(d, at).Value));
    }

    [Theory]
    [InlineData(-2, 0)]
    [InlineData(-1, 1)]
    [InlineData(0.5, 1)]
    [InlineData(1, 1)]
    [InlineData(3, 0)]
    public void A_clamp_is_flat_outside_and_steep_on_its_ends(double at, double slope)
    {
        var x = Number("x");
        var d = Gradient.Apply(x.ToExpr().Clamp(-1, 1), x);
        Assert.Equal(slope, Interpreter.Apply(d, new Dictionary<Evidence, Grid> { [x] = Grid.From(at) }).Value);
    }

    [Fact]
    public void The_slope_of_relu_at_zero_is_zero()
    {
        var x = Number("x");
        var d = Gradient.Apply(x.ToExpr().Relu(), x);
        Assert.Equal(0, Interpreter.Apply(d, new Dictionary<Evidence, Grid> { [x] = Grid.From(0) }).Value);
    }

    private static Expr Zero => Expr.From(0).Expand(Chosen.Axes);

    private static Evidence Number(string name) => new Quantity(name, Per.Batch, Flow.Differentiable).At(Slot.None);

    private static Grid Value(Expr expr, Batch batch) => Interpreter.Apply(expr, batch.Evidence);

    private static bool AgreesWithDifferences(Expr expr, Evidence what, Batch batch) =>
        Differences.Agree(expr, what, batch.Evidence);
}
