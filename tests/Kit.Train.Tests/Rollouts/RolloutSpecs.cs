using Kit.Expressions;
using Kit.Models;
using Kit.Models.Generation;
using Kit.Parts;
using Kit.Torch.Layers;
using Kit.Train.Rollouts;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Rollouts;

public sealed class RolloutSpecs
{
    private const int Wanted = 11;

    /// <summary>Reward: how many of the answer's tokens are one certain token.</summary>
    private static IReadOnlyList<double> Rule(IReadOnlyList<Reply> replies) =>
        [.. replies.Select(r => (double)r.Ids.Count(id => id == Wanted))];

    [Fact]
    public void Ppo_raises_what_is_rewarded()
    {
        using var cast = new Cast();
        var told = Run(Ppo.With(Papers.PpoAdvantage), cast, rollouts: 16);
        Assert.True(Mean(told[^3..]) > Mean(told[..3]) + 0.5, $"{Mean(told[..3])} → {Mean(told[^3..])}");
        Assert.All(told, step => Assert.True(step.Metrics["objective/kl"] >= 0));
        Assert.True(told[0].Metrics["objective/kl"] < 1e-5, "a fresh policy is its reference");
        Assert.False(cast.Policy.InPlace || cast.Critic.Adapters.InPlace);
    }

    [Fact]
    public void Grpo_raises_what_is_rewarded_without_a_critic()
    {
        using var cast = new Cast();
        var grpo = RolloutTraining.Grpo(
            Papers.Grpo.With(Papers.GroupNormalised(4)), Rolling.Decoding.WithSamples(4), Rolling.Optimization, 4, 1);
        var told = Run(grpo, cast.WithoutCritic, cast.Model, rollouts: 14);
        Assert.True(Mean(told[^3..]) > Mean(told[..3]) + 0.5, $"{Mean(told[..3])} → {Mean(told[^3..])}");
    }

    /// <summary>Nothing is rewarded and entropy is paid for, so it grows.</summary>
    [Fact]
    public void A_bonus_for_entropy_spreads_the_policy()
    {
        using var cast = new Cast();
        var spread = RolloutTraining.Grpo(
            Papers.Grpo.With(Papers.GroupNormalised(4)) + 0.5 * Papers.NegativeEntropy, Rolling.Decoding.WithSamples(4),
            Rolling.Optimization, 4, 1);
        var told = new Told<RolloutStep>();
        (spread with { Optimization = spread.Optimization with { Epochs = 6 } }).Train(
            cast.WithoutCritic, replies => [.. replies.Select(_ => 0.0)], Rolling.Questions(cast.Model, 4),
            told);
        Assert.True(
            told.Reports[^1].Metrics["entropy"] > told.Reports[0].Metrics["entropy"] + 0.05,
            $"{told.Reports[0].Metrics["entropy"]} → {told.Reports[^1].Metrics["entropy"]}");
    }

    /// <summary>Before the first update of a rollout the policy is the one that answered: ratio 1, nothing
    /// clipped.</summary>
    [Fact]
    public void The_first_update_of_a_rollout_sees_ratios_of_1()
    {
        using var cast = new Cast();
        var one = Ppo.WithPasses(1) with { Optimization = Rolling.Optimization with { BatchSize = 100 } };
        foreach (var step in Run(one, cast, rollouts: 3))
        {
            Assert.Equal(1, step.Metrics["val/ratio"], 4);
            Assert.Equal(0, step.Metrics["policy/approxkl_avg"], 6);
        }
    }

    /// <summary>V = 0 and no divergence yet, γ = λ = 1: every token's return is its answer's reward.</summary>
    [Fact]
    public void An_untrained_critic_owes_half_the_squared_reward()
    {
        using var cast = new Cast();
        var whole = Ppo.With(Papers.PpoAdvantage.WithDiscounts(1, 1)).WithPasses(1)
            with { Optimization = Rolling.Optimization with { BatchSize = 100 } };
        var step = Run(whole, cast, rollouts: 1)[0];
        var owed = step.Replies.Zip(step.Rewards).Sum(x => 0.5 * x.Second * x.Second * x.First.Ids.Count)
            / step.Replies.Sum(r => r.Ids.Count);
        Assert.True(owed > 0.01, "some answer was rewarded");
        Assert.Equal(owed, step.Metrics["terms/value"], 5);
        Assert.Equal(step.Rewards.Average(), step.Metrics["objective/rlhf_reward"], 5);
    }

    [Fact]
    public void Equal_seeds_run_alike_and_another_seed_does_not()
    {
        double[] Losses(long seed)
        {
            using var cast = new Cast();
            return [.. Run(Ppo with { Seed = seed }, cast, 3).Select(step => step.Metrics["loss"])];
        }

        Assert.Equal(Losses(1), Losses(1));
        Assert.NotEqual(Losses(1), Losses(2));
    }

    [Fact]
    public void The_reference_may_be_adapters_too()
    {
        using var cast = new Cast();
        using var reference = Given.Lora.Create(cast.Model.Language, 1, "reference");
        using (no_grad())
            foreach (var (name, weight) in reference.Named.Where(
                n => n.Name.EndsWith("lora_B.weight", StringComparison.Ordinal)))
                weight.normal_(0, 0.3);
        var told = Run(Ppo, cast.Against(reference), cast.Model, rollouts: 1);
        Assert.True(told[0].Metrics["objective/kl"] > 1e-3);
    }

    [Fact]
    public void The_weight_of_the_divergence_follows_its_target()
    {
        var adaptive = new KlControl.Adaptive(Target: 2, Horizon: 100);
        Assert.Equal(0.1 * (1 + 0.2 * 10 / 100), adaptive.Next(0.1, 5, 10), 12);
        Assert.Equal(0.1 * (1 - 0.2 * 10 / 100), adaptive.Next(0.1, 0, 10), 12);
        Assert.Equal(0.1 * (1 + 0.05 * 10 / 100), adaptive.Next(0.1, 2.1, 10), 12);
        Assert.Equal(0.1, KlControl.Fixed.Next(0.1, 5, 10));
        Assert.Throws<ArgumentException>(() => new KlControl.Adaptive(0, 100));
    }

    [Fact]
    public void A_divergence_that_costs_nothing_is_told_all_the_same()
    {
        using var cast = new Cast();
        var free = Ppo.With(Papers.PpoAdvantage.With(Papers.PpoAdvantage.Rewards.WithKlWeight(0)));
        var told = Run(free, cast, rollouts: 2);
        Assert.Equal(0, told[1].Metrics["objective/kl_weight"]);
        Assert.True(Math.Abs(told[1].Metrics["objective/kl"]) > 1e-6);
    }

    [Fact]
    public void An_adaptive_weight_reaches_the_rewards()
    {
        using var cast = new Cast();
        var told = Run(Ppo.With(new KlControl.Adaptive(6, 40)), cast, rollouts: 2);
        Assert.Equal(0.1, told[0].Metrics["objective/kl_weight"], 9);
        Assert.Equal(0.1 * (1 - 0.2 * 8 / 40), told[1].Metrics["objective/kl_weight"], 9);
    }

    /// <summary>The policy moves only its own adapters, the critic only its own; the shared weights stay.</summary>
    [Fact]
    public void Nobody_else_moves()
    {
        using var cast = new Cast();
        var before = cast.Model.state_dict().Select(w => w.Value.detach().clone()).ToArray();
        using var reference = Given.Lora.Create(cast.Model.Language, 3, "reference");
        var still = reference.Parameters.Select(p => p.detach().clone()).ToArray();
        var (own, values) = (cast.Policy.Parameters.Select(p => p.detach().clone()).ToArray(),
            cast.Critic.Parameters.Select(p => p.detach().clone()).ToArray());
        Run(Ppo, cast.Against(reference), cast.Model, rollouts: 2);
        Assert.All(before.Zip(cast.Model.state_dict().Values), x => Assert.True(x.First.equal(x.Second).all().item<bool>()));
        Assert.All(still.Zip(reference.Parameters), x => Assert.True(x.First.equal(x.Second).all().item<bool>()));
        Assert.Contains(own.Zip(cast.Policy.Parameters), x => !x.First.equal(x.Second).all().item<bool>());
        Assert.Contains(values.Zip(cast.Critic.Parameters), x => !x.First.equal(x.Second).all().item<bool>());
    }

    /// <summary>Recomputed layers find the adapters that they ran with: the same numbers to rounding.</summary>
    [Fact]
    public void Recomputing_activations_changes_nothing()
    {
        double[] Losses(Activations activations)
        {
            using var cast = new Cast();
            cast.Model.Language.Activations = activations;
            return [.. Run(Ppo, cast, 2).Select(step => step.Metrics["grad_norm"])];
        }

        Assert.Equal(Losses(Activations.Kept), Losses(Activations.Recomputed), (a, b) => Math.Abs(a - b) < 1e-4 * a);
    }

    [Fact]
    public void What_does_not_fit_together_is_refused()
    {
        using var cast = new Cast();
        var roles = cast.WithoutCritic;
        Refused(Ppo, "expected a critic");
        Refused(Ppo with { Decoding = Decoding.Greedy.WithStops(2) }, "decoding");
        Refused(Ppo with { Advantages = null }, "expected advantages");
        Refused(
            RolloutTraining.Grpo(Papers.Grpo, Rolling.Decoding.WithSamples(4), Rolling.Optimization, 4, 1),
            "groups of 8");
        var grpo = RolloutTraining.Grpo(
            Papers.Grpo.With(Papers.GroupNormalised(4)), Rolling.Decoding.WithSamples(4), Rolling.Optimization, 4, 1);
        Refused(grpo with { Optimization = Rolling.Optimization with { BatchSize = 6 } }, "groups of 4");
        var asked = Rolling.Questions(cast.Model, 4);
        Assert.Contains("question 0", Assert.Throws<ArithmeticException>(() => grpo.Train(
            roles, replies => [.. replies.Select(_ => double.NaN)], [asked[0]], new Told<RolloutStep>())).Message,
            StringComparison.Ordinal);
        Assert.Contains("expected 16", Assert.Throws<ArgumentException>(() => grpo.Train(
            roles, _ => [1], asked, new Told<RolloutStep>())).Message, StringComparison.Ordinal);

        void Refused(RolloutTraining training, string why) => Assert.Contains(why, Assert.Throws<ArgumentException>(
            () => training.Train(roles, Rule, [], new Told<RolloutStep>())).Message, StringComparison.Ordinal);
    }

    private static RolloutTraining Ppo =>
        RolloutTraining.Ppo(Rolling.Decoding, Rolling.Optimization, questions: 8, seed: 1);

    private static double Mean(IEnumerable<RolloutStep> steps) =>
        steps.Average(step => step.Metrics["objective/scores"]);

    private static List<RolloutStep> Run(RolloutTraining training, Cast cast, int rollouts) =>
        Run(training, cast.Roles, cast.Model, rollouts);

    private static List<RolloutStep> Run(RolloutTraining training, Roles roles, VideoLm model, int rollouts)
    {
        var told = new Told<RolloutStep>();
        var asked = Rolling.Questions(model, training.Questions);
        (training with { Optimization = training.Optimization with { Epochs = rollouts } })
            .Train(roles, Rule, asked, told);
        return told.Reports;
    }
}
