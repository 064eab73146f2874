using Kit.Expressions;
using Kit.Parts;
using static Kit.Papers;

namespace Kit.Tests;

/// <summary>A paper that the kit does not have: one expression, one state, nothing changed elsewhere.</summary>
public sealed class NewPaperSpecs
{
    private static readonly Evidence Mean = new Quantity("margin.mean", Per.Batch, Flow.Constant).At(Slot.None);

    /// <summary>−log σ(sg(1 + a(mean Δ − M₀))·βΔ), M₀ a moving mean of mean Δ. β-DPO, Wu et al. 2024
    /// (arXiv:2407.08639), as the authors' code has it, without its filter of the data. β 0.1, a 0.6, decay
    /// 0.9.</summary>
    public static Objective BetaDpo { get; } = Dpo.With(Penalty("dynamic-beta", 0.1,
        z => -((1 + 0.6 * (z.MeanPairs() / 0.1 - Mean.ToExpr())).AtLeast(0.01).Detach() * z).LogSigmoid(),
        z => new Statistic(Mean, 0, 0.9 * Mean.ToExpr() + 0.1 * z.MeanPairs() / 0.1)));

    [Fact]
    public void It_prints() => Assert.Equal(
        "mean_b(−log σ(sg(max(0.01, 1 + 0.6·(mean_b(z) / 0.1 − margin.mean)))·z)), z = 0.1·h, h = s(y_w) − s(y_l), "
        + "s(y) = Σ_t m·(log π − log π_ref)", BetaDpo.ToString());

    /// <summary>Margins Δ have the mean d: β is 0.1·(1 + 0.6·(d − M₀)), a constant for the gradient.</summary>
    [Fact]
    public void It_is_DPO_under_the_batch_s_own_beta() => Law.Holds(Given.Batch, Given.Weight, (batch, m) =>
    {
        var evidence = new Dictionary<Evidence, Grid>(batch.Evidence) { [Mean] = Grid.From(m) };
        var d = Interpreter.Apply(Dpo.Margin, evidence).Values.Average();
        var twin = Dpo.With(Beta(0.1 * Math.Max(0.01, 1 + 0.6 * (d - m))));
        return Near.Holds(twin.Apply(evidence).Losses, BetaDpo.Apply(evidence).Losses)
            && Near.Holds(Value(twin, Slot.Chosen, evidence), Value(BetaDpo, Slot.Chosen, evidence))
            && Near.Holds(Value(twin, Slot.Rejected, evidence), Value(BetaDpo, Slot.Rejected, evidence))
            && Near.Holds(Dpo.Apply(evidence).Metrics["rewards/margins"],
                BetaDpo.Apply(evidence).Metrics["rewards/margins"]);
    });

    [Fact]
    public void Its_mean_moves_with_every_batch() => Law.Holds(Given.Batch, Given.Weight, (batch, m) =>
    {
        var evidence = new Dictionary<Evidence, Grid>(batch.Evidence) { [Mean] = Grid.From(m) };
        var state = Assert.Single(BetaDpo.Statistics);
        var d = Interpreter.Apply(Dpo.Margin, evidence).Values.Average();
        return state.Evidence == Mean && Near.Holds(0.9 * m + 0.1 * d, Interpreter.Apply(state.Next, evidence).Value);
    });

    [Fact]
    public void It_compiles_and_its_backward_too()
    {
        var credit = BetaDpo.Credit(Quantity.PolicyLogp.At(Slot.Chosen));
        var source = TorchScript.Function("credit", credit.Evidence, [("credit", credit)]);
        Assert.Contains("margin_mean", source, StringComparison.Ordinal);
        Assert.Equal(BetaDpo.ToCode(), (BetaDpo with { }).ToCode());
    }

    private static Grid Value(Objective objective, Slot slot, Dictionary<Evidence, Grid> evidence) =>
        Interpreter.Apply(objective.Credit(Quantity.PolicyLogp.At(slot)), evidence);
}
