using Kit.Expressions;
using VerifyXunit;
using static Kit.Papers;

namespace Kit.Tests;

/// <summary>What a wrong composition, hyper-parameter or batch is told.</summary>
public sealed class ErrorSpecs
{
    private static readonly Expr Chosen = Quantity.PolicyLogp.At(Slot.Chosen).ToExpr();
    private static readonly Expr Rejected = Quantity.PolicyLogp.At(Slot.Rejected).ToExpr();

    [Fact]
    public async Task Parts_that_would_not_be_read_are_refused_at_composition() => await Verifier.Verify(Messages(
        () => Ipo.With(Smoothing(0.1)),
        () => Cdpo.With(Square()),
        () => HingeNorm.With(DynamicSmoothing(0.1)),
        () => Dpo.With(Debias(0.1)).With(Hinge()),
        () => Given.Compose(Dpo.Preference.Score, Hinge(), Smoothing(0.1), Kit.Parts.Terms.None),
        () => Square().Apply(Dpo.Margin, Smoothing(0.1)),
        () => Hinge().Apply(Dpo.Margin, Smoothing(0.1)),
        () => Dpo.With(LengthNorm, TokenSum),
        () => Dpo.With(Logistic(), TokenKL, Hinge()),
        () => Rrpo.Without(ChosenNll)));

    [Fact]
    public async Task Hyper_parameters_outside_their_range_are_refused() => await Verifier.Verify(Messages(
        () => Logistic(0), () => Logistic(double.NaN), () => Logistic(gamma: double.PositiveInfinity), () => Hinge(-1),
        () => Square(0), () => Smoothing(0.5), () => Debias(-0.1), () => DynamicSmoothing(double.NaN),
        () => double.NaN * TokenKL));

    [Fact]
    public async Task Axes_that_do_not_meet_are_refused_at_composition() => await Verifier.Verify(Messages(
        () => Chosen + Rejected,
        () => Chosen * Rejected.SumTokens(),
        () => Rejected.SumTokens() - Chosen,
        () => Chosen.MeanPairs(),
        () => Chosen.SumPairs(),
        () => Chosen.SumTokens().SumTokens(),
        () => Expr.From(1).MeanPairs(),
        () => Chosen.Expand(Axes.PerPair),
        () => Chosen.Expand(Rejected.Axes),
        () => Gradient.Apply(Chosen, Quantity.PolicyLogp.At(Slot.Chosen))));

    [Fact]
    public async Task Every_fault_of_a_batch_is_told_at_once()
    {
        var batch = new Dictionary<Evidence, Grid>(Batch.From(1, 2, 3, 4).Evidence)
        {
            [Quantity.Mask.At(Slot.Chosen)] = Grid.From([1, 1, 1]),
            [Quantity.ReferenceLogp.At(Slot.Rejected)] = Batch.From(1, 2, 3, 5)[Quantity.Mask, Slot.Rejected],
        };
        batch.Remove(Quantity.PolicyLogp.At(Slot.Rejected));
        await Verifier.Verify(Messages(() => Dpo.Apply(batch)));
    }

    [Fact]
    public async Task Wrong_grids_and_sizes_are_told() => await Verifier.Verify(Messages(
        () => Grid.From([[1.0, 2.0], [3.0]]),
        () => Grid.From([1.0, 2.0]).Value,
        () => Interpreter.Apply(Expr.From(1).Expand(Chosen.Axes), new Dictionary<Evidence, Grid>()),
        () => TorchScript.Function("f", [], [("ones", Expr.From(1).Expand(Chosen.Axes))])));

    private static string Messages(params Func<object>[] acts) => string.Join('\n', acts.Select(Message));

    /// <summary>Only composing counts: printing or evaluating the result would meet the fault later.</summary>
    private static string Message(Func<object> act)
    {
        try
        {
            act();
            return "no error";
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return error.Message;
        }
    }
}
