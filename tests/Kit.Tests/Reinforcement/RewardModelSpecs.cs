using Kit.Expressions;
using Kit.Parts;
using static Kit.Papers;

namespace Kit.Tests.Reinforcement;

/// <summary>Reward models: a head at the last token, compared like any score.</summary>
public sealed class RewardModelSpecs
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 0.002)]
    [InlineData(-1, -1, 0.002)]
    public void Equal_rewards_cost_log_2_and_their_level(double chosen, double rejected, double level) =>
        Assert.Equal(Math.Log(2) + level, VlmRlaifReward.Apply(Heads(chosen, rejected)).Loss, 12);

    [Fact]
    public void A_reward_is_reported_as_it_is()
    {
        var metrics = VlmRlaifReward.Apply(Heads(1.5, 0.25)).Metrics;
        string[] names = ["chosen", "rejected", "margins"];
        Assert.Equal([1.5, 0.25, 1.25], names.Select(name => metrics[$"rewards/{name}"]));
        Assert.Equal((1, 1.75), (metrics["rewards/accuracies"], metrics["terms/magnitude"]));
        Assert.DoesNotContain(metrics.Keys, name => name.StartsWith("logps", StringComparison.Ordinal));
    }

    [Fact]
    public void Levels_cancel_over_the_batch_in_VLM_RLAIF_and_not_in_the_centring()
    {
        var at = Heads([1, -1], [1, -1]);
        Assert.Equal(Math.Log(2), VlmRlaifReward.Apply(at).Loss, 12);
        Assert.Equal(Math.Log(2) + 0.04, BradleyTerry.Apply(at).Loss, 12);
    }

    [Fact]
    public void A_graded_margin_is_asked_for()
    {
        var at = new Dictionary<Evidence, Grid>(Heads(1, 0)) { [Quantity.Grade.At(Slot.None)] = Grid.From([2.0 / 3]) };
        Assert.Equal(Math.Log(1 + Math.Exp(-1.0 / 3)) + 0.01, BradleyTerryGraded.Apply(at).Loss, 12);
        Assert.Equal(BradleyTerry, BradleyTerryGraded.With(NoTarget));
    }

    [Fact]
    public void The_head_is_read_at_the_last_token_on_either_side_of_the_padding()
    {
        var at = new Dictionary<Evidence, Grid>
        {
            [Quantity.RewardHead.At(Slot.Chosen)] = Grid.From([[7.0, 2, 9], [9, 9, 3]]),
            [Quantity.Mask.At(Slot.Chosen)] = Grid.From([[1.0, 1, 0], [0, 1, 1]]),
        };
        var score = HeadScore.Apply(Slot.Chosen);
        Assert.Equal([2, 3], Interpreter.Apply(score, at).Values);
        var pull = Gradient.Apply(score.SumPairs(), Quantity.RewardHead.At(Slot.Chosen));
        Assert.Equal([0, 1, 0, 0, 0, 1], Interpreter.Apply(pull, at).Values);
    }

    /// <summary>What holds for preferences holds for rewards: smoothing, margins, sums of terms.</summary>
    [Fact]
    public void A_reward_model_refines_like_a_preference()
    {
        var smooth = BradleyTerry.Without(new Centring(HeadScore)).With(Smoothing(0.2));
        Assert.Equal(0.8 * Softplus(-1) + 0.2 * Softplus(1), smooth.Apply(Heads(1, 0)).Loss, 12);
        Assert.Equal(Dpo, smooth.With(NoTilt).With(WithReference).With(WholeResponse).With(Logistic()));
    }

    private static double Softplus(double u) => Math.Log(1 + Math.Exp(u));

    private static Dictionary<Evidence, Grid> Heads(double chosen, double rejected) => Heads([chosen], [rejected]);

    private static Dictionary<Evidence, Grid> Heads(double[] chosen, double[] rejected) => new()
    {
        [Quantity.RewardHead.At(Slot.Chosen)] = Grid.From(chosen.Select(one => new[] { one })),
        [Quantity.RewardHead.At(Slot.Rejected)] = Grid.From(rejected.Select(one => new[] { one })),
        [Quantity.Mask.At(Slot.Chosen)] = Grid.From(chosen.Select(_ => new[] { 1.0 })),
        [Quantity.Mask.At(Slot.Rejected)] = Grid.From(rejected.Select(_ => new[] { 1.0 })),
    };
}
