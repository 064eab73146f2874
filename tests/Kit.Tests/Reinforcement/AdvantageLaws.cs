using FsCheck.Fluent;
using Kit.Expressions;
using Kit.Parts;
using Kit.Rewards;
using static Kit.Papers;

namespace Kit.Tests.Reinforcement;

/// <summary>What holds for advantages, returns and shaped rewards.</summary>
public sealed class AdvantageLaws
{
    private static readonly Gae Plain = PpoAdvantage.WithWhitening(NoWhitening);

    [Fact]
    public void A_group_has_mean_0_and_after_division_nearly_deviation_1() => Law.Holds(Drawn.Rollouts, rollouts =>
        Of(GroupNormalised(Drawn.Size), rollouts).Chunk(Drawn.Size).All(group =>
            Math.Abs(group.Sum()) < 1e-9
            && (group.All(one => one == 0) || Math.Abs(group.Sum(one => one * one) / (Drawn.Size - 1) - 1) < 2e-3)));

    [Fact]
    public void A_constant_added_to_a_group_changes_nothing() =>
        Law.Holds(Drawn.PerAnswer, Drawn.Rollouts, (advantage, rollouts) =>
        {
            var raised = Grid.From(rollouts[Quantity.Reward].Values.Select((reward, b) => reward + b / Drawn.Size));
            return Near.Holds(Of(advantage, rollouts), Of(advantage, rollouts.With(Quantity.Reward, raised)));
        });

    [Fact]
    public void Centred_advantages_grow_with_the_rewards() => Law.Holds(Drawn.Rollouts, rollouts =>
        Near.Holds(Of(GroupCentred(Drawn.Size), rollouts).Select(one => 4 * one),
            Of(GroupCentred(Drawn.Size), rollouts.With(Quantity.Reward, rollouts[Quantity.Reward].Map(r => 4 * r)))));

    /// <summary>Against the loop of the definition, from the last token back; padding starts it at 0.</summary>
    [Fact]
    public void Advantages_obey_their_recursion() => Law.Holds(Drawn.Estimate, Drawn.Rollouts, (drawn, rollouts) =>
    {
        var gae = drawn.WithWhitening(NoWhitening).WithRewardScale(NoWhitening).WithValueScale(NoWhitening);
        return Near.Holds(Looped(gae, rollouts), rollouts.Value(gae.Advantages));
    });

    [Fact]
    public void Returns_are_advantages_and_values_before_whitening() =>
        Law.Holds(Drawn.Estimate, Drawn.Rollouts, (gae, rollouts) =>
        {
            var values = gae.ValueScale.Apply(Quantity.OldValue.At(Slot.Response).ToExpr(), gae.Rewards.Tokens);
            var raw = gae.WithWhitening(NoWhitening).Advantages;
            return Near.Holds(rollouts.Value(raw + values), rollouts.Value(gae.Returns));
        });

    [Fact]
    public void Whitened_numbers_have_mean_0_and_deviation_1() =>
        Law.Holds(Drawn.Estimate, Drawn.Rollouts, (gae, rollouts) =>
        {
            var counted = Counted(gae.WithWhitening(new Whitening.Standardised()), rollouts);
            return Math.Abs(counted.Average()) < 1e-6
                && (Deviation(Counted(gae.WithWhitening(NoWhitening), rollouts)) < 1e-3
                    || Math.Abs(Deviation(counted) - 1) < 1e-4);
        });

    [Fact]
    public void Rescaled_numbers_keep_their_mean() => Law.Holds(Drawn.Estimate, Drawn.Rollouts, (gae, rollouts) =>
        Math.Abs(Counted(gae.WithWhitening(NoWhitening), rollouts).Average()
            - Counted(gae.WithWhitening(new Whitening.Rescaled()), rollouts).Average()) < 1e-6);

    [Fact]
    public void Padding_is_invisible_and_gets_0() => Law.Holds(Drawn.Estimate, Drawn.Rollouts, (drawn, rollouts) =>
    {
        var gae = drawn.With(WholeResponse);
        return gae.Outputs.All(output =>
        {
            var here = Rollouts.Rows(rollouts.Value(output.Value));
            var there = Rollouts.Rows(rollouts.Pad(2).Value(output.Value));
            return here.Zip(there).All(rows => Near.Holds([.. rows.First, 0, 0], rows.Second));
        });
    });

    /// <summary>γ = λ = 1, no critic: a reward at the end is every token's advantage.</summary>
    [Fact]
    public void Without_a_critic_the_advantage_is_the_return_to_go() => Law.Holds(Drawn.Rollouts, rollouts =>
    {
        var gae = Plain.With(Plain.Rewards.WithKlWeight(0)).WithDiscounts(1, 1);
        var blank = rollouts.With(Quantity.OldValue, rollouts[Quantity.OldValue].Map(_ => 0));
        var rewards = Quantity.Reward.At(Slot.Response).ToExpr();
        var expected = Quantity.Mask.At(Slot.Response).ToExpr() * rewards.Expand(gae.Returns.Axes);
        return Near.Holds(blank.Value(expected), blank.Value(gae.Advantages));
    });

    [Fact]
    public void Lambda_0_is_the_temporal_difference() => Law.Holds(Drawn.Rollouts, rollouts =>
    {
        var gae = Plain.WithDiscounts(0.9, 0);
        var values = Quantity.Mask.At(Slot.Response).ToExpr() * Quantity.OldValue.At(Slot.Response).ToExpr();
        var expected = gae.ShapedRewards + 0.9 * values.Shift(1) - values;
        return Near.Holds(rollouts.Value(expected), rollouts.Value(gae.Advantages));
    });

    [Fact]
    public void Clamped_divergences_charge_only_tokens_that_became_likelier() => Law.Holds(Drawn.Rollouts, rollouts =>
    {
        var clamped = Plain.Rewards.With(K1Clamped).Divergence;
        return Near.Holds(rollouts.Value(Plain.Divergence).Map(k => Math.Max(0, k)), rollouts.Value(clamped));
    });

    [Fact]
    public void K2_and_K3_are_never_negative() => Law.Holds(Drawn.Rollouts, rollouts =>
        new KlEstimate[] { new KlEstimate.K2(), K3 }.All(estimate =>
            rollouts.Value(Plain.Rewards.With(estimate).Divergence).Values.All(k => k >= 0)));

    [Fact]
    public void What_has_no_weight_is_not_read()
    {
        var free = Plain.With(Plain.Rewards.WithKlWeight(0));
        Assert.DoesNotContain(Quantity.ReferenceLogp.At(Slot.Response), free.Evidence);
        Assert.DoesNotContain(Quantity.Reward.At(Slot.Response), DvpoAdvantage.Evidence);
        Assert.DoesNotContain(Quantity.Mask.At(Slot.Response), VlmRlaifAdvantage.Evidence);
        Assert.DoesNotContain(Quantity.ReferenceLogp.At(Slot.Response), DrGrpo.Evidence);
    }

    [Fact]
    public void Estimates_are_values_that_refine() => Law.Holds(Drawn.Estimate, Drawn.Estimate, (one, other) =>
        one.With(other.Rewards).WithRewardScale(other.RewardScale).WithValueScale(other.ValueScale)
            .WithDiscounts(other.Gamma, other.Lambda).WithWhitening(other.Whitening) == other
        && one.With(WholeResponse) == one.With(one.Rewards.With(WholeResponse)));

    private static double[] Of(Advantage advantage, Rollouts rollouts) =>
        [.. rollouts.Value(advantage.Apply(WholeResponse)).Values];

    private static double[] Counted(Gae gae, Rollouts rollouts) => [.. rollouts.Value(gae.Advantages).Values
        .Zip(rollouts.Value(gae.Rewards.Tokens.Apply(Slot.Response)).Values)
        .Where(one => one.Second > 0).Select(one => one.First)];

    private static double Deviation(double[] values) =>
        Math.Sqrt(values.Average(value => (value - values.Average()) * (value - values.Average())));

    private static Grid Looped(Gae gae, Rollouts rollouts)
    {
        var rewards = Rollouts.Rows(rollouts.Value(gae.ShapedRewards));
        var counts = Rollouts.Rows(rollouts.Value(gae.Rewards.Tokens.Apply(Slot.Response)));
        var values = Rollouts.Rows(rollouts[Quantity.OldValue]);
        return Grid.From(rewards.Select((row, b) =>
        {
            var (advantages, next, ahead) = (new double[row.Length], 0.0, 0.0);
            for (var t = row.Length - 1; t >= 0; t--)
            {
                if (counts[b][t] == 0) continue;
                ahead = row[t] + gae.Gamma * next - values[b][t] + gae.Gamma * gae.Lambda * ahead;
                (advantages[t], next) = (ahead, values[b][t]);
            }

            return advantages;
        }));
    }
}
