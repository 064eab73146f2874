using Kit.Expressions;
using static Kit.Papers;

namespace Kit.Tests.Parts;

/// <summary>Doubted labels: the identities that make smoothing and debiasing one tilt.</summary>
public sealed class TiltLaws
{
    [Fact]
    public void Without_doubt_every_tilt_is_none() => Law.Holds(Given.LogisticObjective, Given.Batch, (o, batch) =>
    {
        var plain = Loss(o.With(NoTilt), batch);
        return Near.Holds(plain, Loss(o.With(Smoothing(0)), batch)) && Near.Holds(plain, Loss(o.With(Debias(0)), batch))
            && Near.Holds(plain, Loss(o.With(DynamicSmoothing(0)), batch));
    });

    [Fact]
    public void Smoothing_adds_epsilon_z() => Law.Holds(
        Given.LogisticObjective, Given.Doubt, Given.Batch, (o, e, batch) =>
        Near.Holds(Loss(o.With(NoTilt), batch) + e * Z(o, batch), Loss(o.With(Smoothing(e)), batch)));

    [Fact]
    public void Debiasing_subtracts_epsilon_z_over_one_minus_two_epsilon() =>
        Law.Holds(Given.LogisticObjective, Given.Doubt, Given.Batch, (o, e, batch) => Near.Holds(
            Loss(o.With(NoTilt), batch) - e / (1 - 2 * e) * Z(o, batch), Loss(o.With(Debias(e)), batch)));

    /// <summary>A label that is wrong with probability ε costs, on average, what a clean label costs.</summary>
    [Fact]
    public void Debiasing_is_unbiased_under_flipped_labels() => Law.Holds(Given.Doubt, Given.Batch, (e, batch) =>
    {
        var robust = Dpo.With(Debias(e));
        return Near.Holds(Loss(Dpo, batch), (1 - e) * Loss(robust, batch) + e * Loss(robust, batch.Swap()));
    });

    /// <summary>cDPO's optimum at ε = .2: z* = log 4 = 1.386294.</summary>
    [Fact]
    public void Smoothing_is_stationary_at_a_finite_margin()
    {
        var h = new Quantity("h", Per.Pair, Flow.Differentiable).At(Slot.None);
        var loss = new Kit.Parts.Link.Logistic(0.1).Apply(h.ToExpr(), Smoothing(0.2)).MeanPairs();
        var at = new Dictionary<Evidence, Grid> { [h] = Grid.From([Math.Log(4) / 0.1]) };
        Assert.Equal(0, Interpreter.Apply(Gradient.Apply(loss, h), at).Values[0], 12);
    }

    private static double Z(Objective o, Batch batch)
    {
        var link = (Kit.Parts.Link.Logistic)o.Preference.Link;
        return Interpreter.Apply((link.Beta * o.Margin - link.Gamma).MeanPairs(), batch.Evidence).Value;
    }

    private static double Loss(Objective o, Batch batch) => o.Apply(batch.Evidence).Loss;
}
