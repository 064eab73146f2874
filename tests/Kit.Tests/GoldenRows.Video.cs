using Kit.Expressions;
using static Kit.Papers;

namespace Kit.Tests;

/// <summary>The rows of RRPO and LeanPO.</summary>
public sealed partial class GoldenRows
{
    /// <summary>Marked margins: .2 + 0 chosen, −.6 rejected, u = .8; D = .3: −log σ(.08) + .01·.3.</summary>
    [Fact]
    public void RRPO_sums_marked_margins_and_adds_the_chosen_divergence()
    {
        Assert.Equal(Math.Log(1 + Math.Exp(-0.08)) + 0.003, Rrpo.Apply(Pair).Loss, 12);
        Assert.Equal(0.3, Rrpo.Apply(Pair).Metrics["terms/token_kl"], 12);
        Assert.Equal(0.02, Rrpo.Apply(Pair).Metrics["rewards/chosen"], 12);
        Assert.Equal(-0.06, Rrpo.Apply(Pair).Metrics["rewards/rejected"], 12);
    }

    /// <summary>Means with marked tokens five times: (5·(.2 + 0) + .3 + .2) / 12 = .125 chosen, (5·(−.6) − .1 + .3) / 7 = −.4
    /// rejected, z = .5·.525.</summary>
    [Fact]
    public void DDPO_weighs_marked_tokens_more_in_a_mean()
    {
        Assert.Equal(Softplus(-0.2625), Ddpo.Apply(Pair).Loss, 12);
        Assert.Equal(DpoNorm.Apply(Pair).Loss, DpoNorm.With(Emphasised(1)).Apply(Pair).Loss, 12);
    }

    /// <summary>Marked log-probabilities: −.4 − 1.5 chosen, −1.6 rejected; e^−1.9/(e^−1.9 + e^−1.6); D = .3.</summary>
    [Fact]
    public void DPA_contrasts_marked_phrases_and_holds_the_rest() =>
        Assert.Equal(Softplus(0.3) + 0.4 * 0.3, Dpa.Apply(Pair).Loss, 12);

    /// <summary>RRPO's own check list: KL of (.5, .5) against (.9, .1) is .510826; u grows by c for every marked token.
    /// </summary>
    [Fact]
    public void RRPO_margins_grow_with_every_marked_token_and_only_with_them()
    {
        var raised = With(Quantity.PolicyLogp.At(Slot.Chosen), Row(-.9, .1, -1, -.2));
        Assert.Equal(0.8 + 2 * 0.5, Interpreter.Apply(Rrpo.Margin, raised).Values[0], 12);
        var elsewhere = With(Quantity.PolicyLogp.At(Slot.Chosen), Row(5, -.4, -1.5, 5));
        Assert.Equal(0.8, Interpreter.Apply(Rrpo.Margin, elsewhere).Values[0], 12);
    }

    [Fact]
    public void RRPO_at_the_reference_is_log_2_whatever_alpha_and_beta()
    {
        var start = With(Quantity.PolicyLogp.At(Slot.Chosen), Pair[Quantity.ReferenceLogp.At(Slot.Chosen)],
            Quantity.PolicyLogp.At(Slot.Rejected), Pair[Quantity.ReferenceLogp.At(Slot.Rejected)]);
        start[Quantity.Kl.At(Slot.Chosen)] = Row(0, 0, 0, 0);
        foreach (var objective in new[] { Rrpo, Dpo.With(Spans).With(Beta(0.9)) + 0.05 * TokenKL })
            Assert.Equal(Math.Log(2), objective.Apply(start).Loss, 12);
    }

    /// <summary>KL of (.5, .5) against (.9, .1) at one token of the chosen answer.</summary>
    [Fact]
    public void RRPO_adds_the_divergence_of_the_chosen_answer_and_of_no_other()
    {
        var kl = 0.5 * Math.Log(0.5 / 0.9) + 0.5 * Math.Log(0.5 / 0.1);
        Assert.Equal(0.510826, kl, 6);
        var ranked = Rrpo.Without(TokenKL).Apply(Pair).Loss;
        var chosen = With(Quantity.Kl.At(Slot.Chosen), Row(0, kl, 0, 0), Quantity.Kl.At(Slot.Rejected), Row(9, 9, 9));
        Assert.Equal(ranked + 0.01 * kl, Rrpo.Apply(chosen).Loss, 12);
    }

    /// <summary>A pair with two marked tokens and one with a single one cost what they cost alone.</summary>
    [Fact]
    public void RRPO_of_a_batch_is_the_mean_of_its_pairs()
    {
        var other = With(Quantity.Span.At(Slot.Chosen), Row(0, 0, 1, 0), Quantity.Span.At(Slot.Rejected), Row(1, 1, 1));
        var both = Rrpo.Evidence.ToDictionary(one => one, one => Grid.From(
            new[] { Pair[one], other[one] }.Select(grid => grid.Values.AsEnumerable())));
        Assert.Equal((Rrpo.Apply(Pair).Loss + Rrpo.Apply(other).Loss) / 2, Rrpo.Apply(both).Loss, 12);
    }

    [Fact]
    public void RRPO_without_marks_is_log_2_and_the_divergence()
    {
        var unmarked = With(
            Quantity.Span.At(Slot.Chosen), Row(0, 0, 0, 0), Quantity.Span.At(Slot.Rejected), Row(0, 0, 0));
        Assert.Equal(Math.Log(2) + 0.003, Rrpo.Apply(unmarked).Loss, 12);
    }

    /// <summary>At β 2, λ .1: D = −.5 costs .9·1.313262 + .1·.313262, D = +.5 costs .313262 whatever λ, D = 0 costs
    /// log 2.</summary>
    [Theory]
    [InlineData(-0.5, 1.213262)]
    [InlineData(0.5, 0.313262)]
    [InlineData(0, 0.693147)]
    public void LeanPO_doubts_only_mis_ranked_pairs(double d, double expected)
    {
        var pair = With(Quantity.PolicyLogp.At(Slot.Chosen), Row(d - 1, d - 1, d - 1, d - 1),
            Quantity.PolicyLogp.At(Slot.Rejected), Row(-1, -1, -1));
        var preference = LeanPo.Without(ChosenNllPerToken);
        Assert.Equal(expected, preference.Apply(pair).Loss, 6);
        Assert.Equal(expected + 0.5 * (1 - d), LeanPo.Apply(pair).Loss, 6);
    }

    /// <summary>Every token twice: D stays, RRPO's u doubles; and a margin of a thousand nats is a number.</summary>
    [Fact]
    public void LeanPO_does_not_see_length_and_does_not_overflow()
    {
        var twice = Pair.ToDictionary(one => one.Key, one => one.Value.Shape.Count == 2
            ? Grid.From([one.Value.Values.Concat(one.Value.Values)])
            : one.Value);
        Assert.Equal(LeanPo.Apply(Pair).Loss, LeanPo.Apply(twice).Loss, 12);
        Assert.Equal(1.6, Interpreter.Apply(Rrpo.Margin, twice).Values[0], 12);
        var far = With(Quantity.PolicyLogp.At(Slot.Chosen), Row(-999, -999, -999, -999),
            Quantity.PolicyLogp.At(Slot.Rejected), Row(0, 0, 0));
        Assert.Equal(0.9 * 2 * 999, LeanPo.Without(ChosenNllPerToken).Apply(far).Loss, 9);
    }

    /// <summary>γ stands with the same sign in both logarithms: at D = −.5, β 2, γ .5, λ .1 it is
    /// .9·sp(1.5) + .1·sp(−.5).</summary>
    [Fact]
    public void LeanPO_keeps_the_sign_of_the_margin_in_both_logarithms()
    {
        var pair = With(Quantity.PolicyLogp.At(Slot.Chosen), Row(-1.5, -1.5, -1.5, -1.5),
            Quantity.PolicyLogp.At(Slot.Rejected), Row(-1, -1, -1));
        var margin = LeanPo.With(Logistic(beta: 2, gamma: 0.5)).Without(ChosenNllPerToken);
        Assert.Equal(0.9 * Softplus(1.5) + 0.1 * Softplus(-0.5), margin.Apply(pair).Loss, 12);
    }
}
