using Kit.Expressions;
using Kit.Parts;
using static Kit.Papers;

namespace Kit.Tests;

/// <summary>Where one loss becomes another: every limit that the papers name.</summary>
public sealed class LimitLaws
{
    [Fact]
    public void Without_doubt_conservative_robust_and_uncertain_DPO_are_DPO() => Law.Holds(Given.Seed, seed =>
        Alike(seed, Dpo, Dpo.With(Smoothing(0)), Dpo.With(Debias(0)))
        && Alike(seed, d => d.Map((one, grid) => one.Quantity == Quantity.Doubt ? grid.Map(_ => 0) : grid),
            Dpo, Dpo.With(DoubtPerPair)));

    [Fact]
    public void Alpha_DPO_without_alpha_is_SimPO() => Law.Holds(Given.Seed, Given.Beta, (seed, beta) =>
        Alike(seed, SimPo.With(Beta(beta)), AlphaDpo.With(new Target.Adaptive(0)).With(Logistic(beta, 1))));

    [Fact]
    public void BMC_of_equal_answers_is_DPO() => Law.Holds(Given.Seed, seed =>
        Alike(seed, d => d.Map((one, grid) => one.Quantity == Quantity.Differs ? grid.Map(_ => 0) : grid),
            Dpo.With(Beta(0.01)), Bmc));

    [Fact]
    public void TDPO_without_divergence_is_DPO() => Law.Holds(Given.Seed, seed =>
        Alike(seed, d => d.Map((one, grid) => one.Quantity == Quantity.Kl ? grid.Map(_ => 0) : grid),
            Dpo, Tdpo1, Tdpo2));

    [Fact]
    public void RPO_without_its_likelihood_is_DPO() => Assert.Equal(
        [Dpo.With(Beta(0.01)), Dpo.With(Beta(0.5))],
        new[] { RpoCumulative.Without(ChosenNllSum), RpoAverage.Without(ChosenNll) });

    [Fact]
    public void DMPO_of_aspects_that_agree_is_DPO() => Law.Holds(Given.Seed, seed =>
        Alike(seed, d => d.Map((one, grid) => one.Quantity == Quantity.AspectGap ? grid.Map(_ => 0) : grid), Dpo, Dmpo));

    [Fact]
    public void LD_DPO_that_keeps_its_tail_is_DPO() => Law.Holds(Given.Seed, seed =>
        Alike(seed, Dpo, Dpo.With(Tail(1)), Dpo.With(Tail(1, Models.Policy))));

    [Fact]
    public void Length_margins_of_nothing_are_none() => Law.Holds(Given.Seed, seed =>
        Alike(seed, Dpo, Dpo.With(LengthGap(0))));

    [Fact]
    public void A_list_of_two_is_a_logistic_pair() => Law.Holds(Given.Seed, Given.Beta, (seed, beta) =>
        Alike(seed, Dpo.With(Beta(beta)),
            new Objective(new Ranking(Dpo.Preference.Score, [Slot.Chosen, Slot.Rejected], beta))));

    /// <summary>−Σ_k log softmax over what is left, for three.</summary>
    [Fact]
    public void A_list_of_three_is_two_choices() => Law.Holds(Given.Seed, seed =>
    {
        Slot[] order = [Slot.Chosen, Slot.Rejected, Slot.Rejected.WithIndex(1)];
        var ranking = new Objective(new Ranking(Dpo.Preference.Score, Sequence.From<Slot>(order), 0.3));
        var drawn = Drawn.From(ranking, seed);
        var s = order.Select(slot =>
            Interpreter.Apply(0.3 * Dpo.Preference.Score.Apply(slot), drawn.Evidence).Values).ToArray();
        var expected = Enumerable.Range(0, s[0].Count).Select(b => Choice(s, b, 0) + Choice(s, b, 1));
        return Near.Holds(expected, drawn.Losses(ranking));
    });

    /// <summary>Its ½ aside, SPPO against certain winners at η = 1/(β·…) is the hard form.</summary>
    [Fact]
    public void Twice_SPPO_with_certain_judges_is_the_hard_form() => Law.Holds(Given.Seed, seed =>
    {
        var sppo = 0.5 * Squared(Slot.Chosen) + 0.5 * Squared(Slot.Rejected);
        var drawn = Drawn.From(sppo + SppoHard, seed).Map((one, grid) => one.Quantity == Quantity.WinRate
            ? grid.Map(_ => one.Slot == Slot.Chosen ? 1 : 0) : grid);
        return Near.Holds(2 * drawn.Loss(sppo), drawn.Loss(SppoHard));
    });

    [Fact]
    public void MMPO_at_c_one_forgets_the_rejected_answer() => Law.Holds(Given.Seed, seed =>
    {
        var drawn = Drawn.From(Mmpo, seed);
        var pull = Interpreter.Apply(Mmpo.Credit(Quantity.PolicyLogp.At(Slot.Rejected)), drawn.Evidence);
        var chosen = Interpreter.Apply(Mmpo.Preference.Score.Apply(Slot.Chosen), drawn.Evidence);
        return Near.Holds(pull.Map(_ => 0), pull) && Near.Holds(chosen.Map(s => -s).Values, drawn.Losses(Mmpo));
    });

    [Fact]
    public void A_smoothed_label_of_one_side_is_the_other_side_s_complement() =>
        Law.Holds(Given.Seed, Given.Doubt, (seed, e) =>
        {
            var drawn = Drawn.From(Dpo, seed);
            var there = (1 - e) * drawn.Loss(Dpo) + e * drawn.Swap().Loss(Dpo);
            return Near.Holds(there, drawn.Loss(Dpo.With(Smoothing(e))));
        });

    [Fact]
    public void A_constant_reference_is_no_reference() => Law.Holds(Given.Seed, seed =>
    {
        var drawn = Drawn.Square(Dpo, seed).Map((one, grid) =>
            one.Quantity == Quantity.ReferenceLogp ? grid.Map(_ => -0.7) : grid);
        return Near.Holds(drawn.Loss(Dpo.With(NoReference)), drawn.Loss(Dpo));
    });

    /// <summary>(h − 1/(2τ))² is least, 0 and flat, at h = 1/(2τ).</summary>
    [Fact]
    public void IPO_is_content_with_its_margin() => Law.Holds(Given.Beta, tau =>
    {
        var h = new Quantity("h", Per.Pair, Flow.Differentiable).At(Slot.None);
        var loss = Square(tau).Apply(h.ToExpr(), NoTilt).MeanPairs();
        var at = new Dictionary<Evidence, Grid> { [h] = Grid.From([1 / (2 * tau)]) };
        return Near.Holds(0, Interpreter.Apply(loss, at).Value)
            && Near.Holds(0, Interpreter.Apply(Gradient.Apply(loss, h), at).Values[0]);
    });

    /// <summary>β → 0: credit / β → −½ on chosen tokens, whatever the batch.</summary>
    [Fact]
    public void A_small_beta_pulls_every_pair_by_half_of_it() => Law.Holds(Given.Seed, seed =>
    {
        var drawn = Drawn.From(Dpo, seed);
        var pull = Interpreter.Apply(Dpo.With(Beta(1e-9)).Credit(Quantity.PolicyLogp.At(Slot.Chosen)), drawn.Evidence);
        var rows = pull.Shape[0];
        return pull.Values.Zip(drawn.Evidence[Quantity.Mask.At(Slot.Chosen)].Values)
            .All(one => Math.Abs(one.First * rows / 1e-9 + 0.5 * one.Second) < 1e-6);
    });

    private static Objective Squared(Slot slot) => Dpo.With(new Link.Residual(0.1))
        .With(new Comparison.Point(slot, Stance.Wanted, new Baseline.WinRate()));

    private static double Choice(Sequence<double>[] scores, int b, int first) =>
        Math.Log(scores.Skip(first).Sum(s => Math.Exp(s[b]))) - scores[first][b];

    private static bool Alike(long seed, params Objective[] losses) => Alike(seed, drawn => drawn, losses);

    private static bool Alike(long seed, Func<Drawn, Drawn> change, params Objective[] losses)
    {
        var drawn = change(Drawn.From(losses.Aggregate((sum, one) => sum + one), seed));
        return losses.All(one => Near.Holds(drawn.Losses(losses[0]), drawn.Losses(one)));
    }
}
