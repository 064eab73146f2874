using FsCheck.Fluent;
using Kit.Expressions;
using Kit.Parts;
using static Kit.Papers;

namespace Kit.Tests.Reinforcement;

/// <summary>What holds for every policy gradient on every rollout.</summary>
public sealed class PolicyGradientLaws
{
    private static readonly Evidence Logp = Quantity.PolicyLogp.At(Slot.Response);

    [Fact]
    public void At_the_old_policy_ratios_are_1_and_nothing_is_clipped() =>
        Law.Holds(Drawn.Gradient, Drawn.Rollouts, (gradient, rollouts) =>
        {
            var metrics = new Objective(gradient).Apply(rollouts.AtOld().Evidence).Metrics;
            return Near.Holds(1, metrics["val/ratio"]) && metrics["policy/approxkl_avg"] == 0
                && metrics.Where(one => one.Key.Contains("clip", StringComparison.Ordinal)).All(one => one.Value == 0);
        });

    /// <summary>Every answer's advantage on all its tokens: an answer's ratio spreads a token's over the
    /// answer.</summary>
    [Fact]
    public void At_the_old_policy_the_gradient_is_that_of_REINFORCE() =>
        Law.Holds(Drawn.Gradient, Drawn.PerAnswer, Drawn.Rollouts, (gradient, advantage, rollouts) =>
            Reinforces(gradient with { Advantage = advantage }, rollouts.AtOld()));

    [Fact]
    public void With_a_ratio_per_token_so_it_is_for_advantages_per_token() =>
        Law.Holds(Drawn.Gradient, Drawn.Advantage, Drawn.Rollouts, (gradient, advantage, rollouts) =>
            Reinforces(gradient with { Advantage = advantage, Ratio = TokenRatio }, rollouts.AtOld())
            && Reinforces(gradient with { Advantage = advantage, Ratio = SequenceTokenRatio }, rollouts.AtOld()));

    [Fact]
    public void Groups_of_equal_rewards_pull_nowhere() =>
        Law.Holds(Drawn.Gradient, Drawn.Rollouts, (gradient, rollouts) =>
            new[] { GroupNormalised(Drawn.Size), GroupCentred(Drawn.Size) }.All(advantage =>
            {
                var equal = rollouts.With(Quantity.Reward, rollouts[Quantity.Reward].Map(_ => 0.75));
                var objective = new Objective(gradient with { Advantage = advantage });
                return equal.Value(objective.Credit(Logp)).Values.All(one => one == 0)
                    && objective.Apply(equal.Evidence).Metrics["frac_reward_zero_std"] == 1;
            }));

    [Fact]
    public void GSPO_token_has_the_value_of_GSPO_and_its_gradient_for_advantages_per_answer() =>
        Law.Holds(Drawn.Gradient, Drawn.PerAnswer, Drawn.Rollouts, (drawn, advantage, rollouts) =>
        {
            var clip = drawn.Clip is Clip.Detached ? ClipBand() : drawn.Clip;
            var gradient = drawn with { Advantage = advantage, Clip = clip };
            var (answer, token) = (new Objective(gradient).With(SequenceRatio), new Objective(gradient).With(SequenceTokenRatio));
            return Near.Holds(answer.Apply(rollouts.Evidence).Losses, token.Apply(rollouts.Evidence).Losses)
                && Near.Holds(rollouts.Value(answer.Credit(Logp)), rollouts.Value(token.Credit(Logp)));
        });

    [Fact]
    public void A_cap_far_out_is_no_cap() => Law.Holds(Drawn.Gradient, Drawn.Rollouts, (gradient, rollouts) =>
        Near.Holds(Loss(gradient with { Clip = ClipBand(0.1, 0.3) }, rollouts),
            Loss(gradient with { Clip = TwoSidedClip(0.1, 0.3, 1e6) }, rollouts)));

    [Fact]
    public void A_band_far_out_is_no_clip() => Law.Holds(Drawn.Gradient, Drawn.Rollouts, (gradient, rollouts) =>
        Near.Holds(Loss(gradient with { Clip = NoClip }, rollouts),
            Loss(gradient with { Clip = ClipBand(1, 1e6) }, rollouts)));

    /// <summary>A clip is a pessimist: it never promises more than the bare ratio.</summary>
    [Fact]
    public void A_band_never_costs_less_than_no_clip() =>
        Law.Holds(Drawn.Gradient, Drawn.Rollouts, (gradient, rollouts) =>
            Loss(gradient with { Clip = ClipBand() }, rollouts)
                >= Loss(gradient with { Clip = NoClip }, rollouts) - 1e-12);

    [Fact]
    public void Micro_batches_of_a_step_add_up_to_it() =>
        Law.Holds(Drawn.Objective, Drawn.Estimate, Given.Seed, (drawn, _, seed) =>
        {
            var step = Rollouts.From(seed, 2, Drawn.Size, 4);
            var objective = drawn.With(GivenAdvantage).With(StepTokenMean).With(WholeResponse);
            var halves = new[] { Enumerable.Range(0, 3), Enumerable.Range(3, 3) }
                .Sum(rows => objective.Apply(step.Reorder([.. rows]).Evidence).Loss);
            return Near.Holds(objective.Apply(step.Evidence).Loss, halves)
                && Near.Holds(objective.With(TokenMean).Apply(step.Evidence).Loss, halves)
                && Near.Holds(step[Quantity.BatchTokens], step.Value(objective.Statistics.Single().Next));
        });

    [Fact]
    public void A_constant_length_divides_and_nothing_else() =>
        Law.Holds(Drawn.Gradient, Drawn.Rollouts, (gradient, rollouts) =>
            Near.Holds(Loss(gradient with { Averaging = new Averaging.Total() }, rollouts),
                7 * Loss(gradient with { Averaging = ConstantLength(7) }, rollouts)));

    /// <summary>Positions that the code counts are another matter.</summary>
    [Fact]
    public void Padding_is_invisible() => Law.Holds(Drawn.Objective, Drawn.Rollouts, (drawn, rollouts) =>
    {
        var objective = Masked(drawn);
        return Same(objective.Apply(rollouts.Evidence), objective.Apply(rollouts.Pad(2).Evidence));
    });

    [Fact]
    public void Padding_gets_no_gradient() => Law.Holds(Drawn.Objective, Drawn.Rollouts, (drawn, rollouts) =>
    {
        var (objective, padded) = (Masked(drawn), rollouts.Pad(1));
        return objective.Differentiable.All(what => padded.Value(objective.Credit(what)).Values
            .Zip(padded[Quantity.Mask].Values).All(pair => pair.Second != 0 || pair.First == 0));
    });

    [Fact]
    public void Every_position_is_a_mask_of_ones() => Law.Holds(Drawn.Objective, Drawn.Rollouts, (drawn, rollouts) =>
    {
        var whole = rollouts.With(Quantity.Mask, rollouts[Quantity.Mask].Map(_ => 1));
        var masked = Masked(drawn);
        return Same(masked.With(WholeResponse).Apply(whole.Evidence), masked.With(EveryPosition).Apply(whole.Evidence));
    });

    [Fact]
    public void The_order_of_groups_and_of_answers_in_them_only_orders_the_losses() =>
        Law.Holds(Drawn.Objective, Drawn.Rollouts, Given.Seed, (objective, rollouts, seed) =>
        {
            var (random, size) = (Pcg.From(seed), Drawn.Size);
            int[] order = [.. random.Permutation(rollouts.Answers / size)
                .SelectMany(group => random.Permutation(size).Select(k => group * size + k))];
            var (here, there) = (objective.Apply(rollouts.Evidence), objective.Apply(rollouts.Reorder(order).Evidence));
            return Near.Holds(order.Select(b => here.Losses[b]), there.Losses) && Near.Holds(here.Loss, there.Loss);
        });

    /// <summary>Values through which stop-gradients pass have other differences than gradients.</summary>
    [Fact]
    public void Credit_is_the_difference_of_the_loss() =>
        Law.HoldsForFew(Drawn.Objective, Drawn.Rollouts, (drawn, rollouts) =>
        {
            var clip = drawn.Gradient().Clip;
            var objective = drawn.With(TokenRatio).With(clip is Clip.Detached ? ClipBand() : clip);
            return objective.Differentiable.All(what => Slopes(objective, what, rollouts)
                .Zip(rollouts.Value(objective.Credit(what)).Values)
                .All(pair => Math.Abs(pair.First - pair.Second) < 1e-6));
        });

    [Fact]
    public void Parts_replace_one_another_and_the_last_wins() =>
        Law.Holds(Drawn.Gradient, Drawn.Gradient, (one, other) =>
            new Objective(one).With(other.Advantage).With(other.Ratio).With(other.Clip).With(other.Averaging)
                .With(other.Tokens) == new Objective(other)
            && new Objective(one).With(other.Averaging, other.Clip, other.Advantage, other.Tokens, other.Ratio)
                == new Objective(other));

    /// <summary>The same composition where only real tokens count.</summary>
    private static Objective Masked(Objective drawn)
    {
        var gradient = drawn.Gradient();
        var tokens = gradient.Tokens is Tokens.Every ? WholeResponse : gradient.Tokens;
        return gradient.Advantage is Advantage.Estimated estimated
            ? drawn.With(tokens).With(new Advantage.Estimated(estimated.Estimate.With(WholeResponse)))
            : drawn.With(tokens);
    }

    private static bool Reinforces(PolicyGradient gradient, Rollouts rollouts)
    {
        var logp = Logp.ToExpr();
        var gain = gradient.Advantage.Apply(gradient.Tokens).Expand(logp.Axes).Detach() * logp;
        var loss = gradient.Averaging.Apply(-gain, Slot.Response, gradient.Tokens);
        var expected = Gradient.Apply(loss.Axes is Axes.Pair ? loss.MeanPairs() : loss, Logp);
        return Near.Holds(rollouts.Value(expected), rollouts.Value(new Objective(gradient).Credit(Logp)));
    }

    private static double Loss(PolicyGradient gradient, Rollouts rollouts) =>
        new Objective(gradient).Apply(rollouts.Evidence).Loss;

    private static bool Same(Appraisal expected, Appraisal actual) => Near.Holds(expected.Losses, actual.Losses)
        && expected.Metrics.All(metric => Near.Holds(metric.Value, actual.Metrics[metric.Key]));

    /// <summary>Central differences at every element; draws lie off the kinks.</summary>
    private static IEnumerable<double> Slopes(Objective objective, Evidence what, Rollouts rollouts)
    {
        var grid = rollouts[what.Quantity];
        for (var place = 0; place < grid.Values.Count; place++)
            yield return (Nudged(place, 1e-6) - Nudged(place, -1e-6)) / 2e-6;

        double Nudged(int place, double by)
        {
            var values = Sequence.From(grid.Values.Select((value, k) => k == place ? value + by : value));
            return objective.Apply(rollouts.With(what.Quantity, grid with { Values = values }).Evidence).Loss;
        }
    }
}
