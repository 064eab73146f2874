using Kit.Expressions;
using Kit.Parts;
using Kit.Rewards;
using static Kit.Papers;

namespace Kit.Tests.Reinforcement;

/// <summary>Numbers worked by hand or by an independent program, six digits.</summary>
public sealed class GoldenRollouts
{
    private static readonly Evidence Logp = Quantity.PolicyLogp.At(Slot.Response);

    [Fact]
    public void A_group_of_five()
    {
        var rewards = Given((Quantity.Reward, Grid.From([1.0, 0, 0, 1, 1])));
        var scored = Value(GroupNormalised(5).Apply(WholeResponse), rewards);
        Six([0.73016, -1.09525, -1.09525, 0.73016, 0.73016], scored, 5);
        Six([0.4, -0.6, -0.6, 0.4, 0.4], Value(GroupCentred(5).Apply(WholeResponse), rewards));
    }

    /// <summary>Lengths 4, 2, 6, 3, 5: the weight of one token of each answer.</summary>
    [Fact]
    public void What_one_token_weighs()
    {
        int[] lengths = [4, 2, 6, 3, 5];
        var mask = Grid.From(lengths.Select(length => Enumerable.Range(0, 6).Select(t => t < length ? 1.0 : 0)));
        var at = Given((Quantity.Mask, mask), (Quantity.PolicyLogp, mask), (Quantity.BatchTokens, Grid.From(20)));
        Six([0.05, 0.1, 0.033333, 0.066667, 0.04], Weights(SequenceMean, at));
        Six([0.05, 0.05, 0.05, 0.05, 0.05], Weights(TokenMean, at));
        Six([0.05, 0.05, 0.05, 0.05, 0.05], Weights(StepTokenMean, at));
        Six([0.025, 0.025, 0.025, 0.025, 0.025], Weights(ConstantLength(8), at));
        Six([0.2, 0.2, 0.2, 0.2, 0.2], Weights(new Averaging.Total(), at));
    }

    [Fact]
    public void Estimates_of_the_divergence_of_one_token()
    {
        var at = Row([-0.9], [0], [-1.2]);
        Assert.Equal(0.040818, Kl(K3, at), 6);
        Assert.Equal(0.3, Kl(K1, at), 12);
        Assert.Equal(0.3, Kl(K1Clamped, at), 12);
        Assert.Equal(0.045, Kl(new KlEstimate.K2(), at), 12);
        var rarer = Row([-1.2], [0], [-0.9]);
        Assert.Equal((-0.3, 0.0), (Math.Round(Kl(K1, rarer), 12), Kl(K1Clamped, rarer)));
        Assert.Equal(0.049859, Kl(K3, rarer), 6);
    }

    [Fact]
    public void Ratios_of_an_answer()
    {
        var at = Row([-0.7, -0.8, -1, -0.8], [-1, -1, -1, -1], [0, 0, 0, 0]);
        Six([1.191246], Value(SequenceRatio.Apply(WholeResponse), at));
        Six([1.191246, 1.191246, 1.191246, 1.191246], Value(SequenceTokenRatio.Apply(WholeResponse), at));
        Six([1.349859, 1.221403, 1, 1.221403], Value(TokenRatio.Apply(WholeResponse), at));
    }

    public static TheoryData<Clip, double, double, double> Clipped => new()
    {
        { NoClip, 2, 1, -2 },
        { ClipBand(), 2, 1, -1.2 }, { ClipBand(), 2, -1, 2 },
        { ClipBand(), 0.5, 1, -0.5 }, { ClipBand(), 0.5, -1, 0.8 },
        { ClipBand(0.2, 0.28), 2, 1, -1.28 }, { ClipBand(), 1.1, 3, -3.3 },
        { TwoSidedClip(), 10, -1, 4 }, { TwoSidedClip(), 10, 1, -1.2 }, { TwoSidedClip(), 3, -1, 3 },
        { new Clip.Detached(), 10, 2, 10 }, { new Clip.Detached(), 3, 2, 6 },
        { new Clip.Soft(), 1, 1, -2 }, { new Clip.Soft(), 1, -1, 1.904762 }, { new Clip.Soft(), 2, 1, -2.924234 },
        { new Clip.Soft(), 2, -2, 5.643999 },
    };

    /// <summary>The detached clip weighs log π, −1 here.</summary>
    [Theory, MemberData(nameof(Clipped))]
    public void What_a_token_costs(Clip clip, double ratio, double advantage, double expected)
    {
        var at = Row([-1], [-1 - Math.Log(ratio)], [0], advantage);
        Assert.Equal(expected, Outcome(new(GivenAdvantage, TokenRatio, clip, TokenMean, WholeResponse), at).Loss, 6);
    }

    /// <summary>Ratios 2, ½, 2, 1.1, ½ with advantages +, −, −, +, +: one above, one below, three inside or on the losing
    /// side.</summary>
    [Fact]
    public void Shares_that_the_clip_holds_back()
    {
        double[] ratios = [2, 0.5, 2, 1.1, 0.5];
        var at = Given(
            (Quantity.PolicyLogp, Grid.From([ratios.Select(one => Math.Log(one))])),
            (Quantity.OldLogp, Grid.From([[0.0, 0, 0, 0, 0]])),
            (Quantity.Mask, Grid.From([[1.0, 1, 1, 1, 1]])), (Quantity.TokenAdvantage, Grid.From([[1.0, -1, -1, 1, 1]])));
        var metrics = PpoClip.Apply(at).Metrics;
        Assert.Equal(0.2, metrics["clip_ratio/low_mean"]);
        Assert.Equal(0.2, metrics["clip_ratio/high_mean"]);
        Assert.Equal(0.4, metrics["clip_ratio/region_mean"]);
        Assert.Equal(1.22, metrics["val/ratio"], 12);
        Assert.Equal(ratios.Average(one => 0.5 * Math.Pow(Math.Log(one), 2)), metrics["policy/approxkl_avg"], 12);
        Assert.Equal(5, metrics["completions/mean_length"]);
        Assert.Equal(0.2, PpoClip.With(new Clip.Detached(1.9)).Apply(at).Metrics["cispo_clip_ratio"]);
    }

    [Fact]
    public void A_ratio_per_answer_is_counted_per_answer()
    {
        var at = Given(
            (Quantity.PolicyLogp, Grid.From([[0.5, 0.5], [0.5, 0]])), (Quantity.OldLogp, Grid.From([[0.0, 0], [0, 0]])),
            (Quantity.Mask, Grid.From([[1.0, 1], [1, 0]])), (Quantity.Advantage, Grid.From([1.0, -1])));
        var metrics = Gspo.With(GivenAdvantage).With(ClipBand()).Apply(at).Metrics;
        Assert.Equal(0.5, metrics["clip_ratio/high_mean"]);
        string[] lengths = ["mean", "min", "max"];
        Assert.Equal([1.5, 1, 2], lengths.Select(name => metrics[$"completions/{name}_length"]));
    }

    /// <summary>Three groups of two: rewards 1, 0 spread by √½, rewards 1, 1 and 0, 0 by nothing.</summary>
    [Fact]
    public void Rewards_are_reported_by_group()
    {
        var column = Grid.From([[0.0], [0], [0], [0], [0], [0]]);
        var at = Given((Quantity.PolicyLogp, column), (Quantity.OldLogp, column),
            (Quantity.Mask, column.Map(_ => 1)), (Quantity.Reward, Grid.From([1.0, 0, 1, 1, 0, 0])));
        var metrics = Bnpo.With(GroupNormalised(2)).Apply(at).Metrics;
        Assert.Equal(0.5, metrics["reward"]);
        Assert.Equal(Math.Sqrt(0.5) / 3, metrics["reward_std"], 12);
        Assert.Equal(2.0 / 3, metrics["frac_reward_zero_std"], 12);
    }

    [Theory]
    [InlineData(16384, 0)]
    [InlineData(18432, -0.5)]
    [InlineData(20480, -1)]
    [InlineData(21000, -1)]
    public void Overlong_answers_are_punished_softly(int length, double expected)
    {
        var at = Given((Quantity.Mask, Grid.From([Enumerable.Repeat(1.0, length)])));
        Assert.Equal(expected, Value(Rewards.Outcome.SoftOverlong(20480, 4096), at).Values[0], 12);
    }

    /// <summary>Rewards 0, 0, 0, 1, values .2, .3, .5, .6, γ 1, λ .95.</summary>
    [Fact]
    public void Generalised_advantages_of_four_tokens()
    {
        var at = Given(
            (Quantity.OldValue, Grid.From([[0.2, 0.3, 0.5, 0.6]])), (Quantity.Mask, Grid.From([[1.0, 1, 1, 1]])));
        var gae = PpoAdvantage.With(new TokenRewards(Expr.From(1), 0, K1, WholeResponse)).WithWhitening(NoWhitening);
        Assert.Equal(4, Value(gae.Advantages, at).Values.Count);
        Near.Check([0.7232, 0.656, 0.48, 0.4], Value(gae.Advantages, at).Values);
        Near.Check([0.9232, 0.956, 0.98, 1], Value(gae.Returns, at).Values);
    }

    /// <summary>An answer of two tokens in a width of three: the outcome lands on its last token, or on the last index.
    /// </summary>
    [Fact]
    public void The_outcome_lands_on_the_last_token_that_counts()
    {
        var at = Given(
            (Quantity.OldLogp, Grid.From([[-1.0, -1, 0]])), (Quantity.ReferenceLogp, Grid.From([[-1.5, -0.5, 0]])),
            (Quantity.Mask, Grid.From([[1.0, 1, 0]])), (Quantity.Reward, Grid.From([2.0])),
            (Quantity.Ended, Grid.From([0.0])),
            (Quantity.LengthShare, Grid.From([0.25])), (Quantity.Correct, Grid.From([1.0])));
        Near.Check([-0.025, 0.025 + 2, 0], Value(PpoAdvantage.ShapedRewards, at).Values);
        Near.Check([-0.05, 0, 2 - 2.5 + 2], Value(VlmRlaifAdvantage.ShapedRewards, at).Values);
        var cut = VlmRlaifAdvantage.Rewards.WithOutcome(Rewards.Outcome.Reward - 8 * Rewards.Outcome.Cut);
        Near.Check([-0.05, 0, -6], Value(cut.Apply(), at).Values);
    }

    /// <summary>1, 2, 3, 4 beside padding: mean 2.5, σ² 1.25, s² 5/3.</summary>
    [Fact]
    public void Whitening_of_four_numbers()
    {
        var at = Given((Quantity.OldValue, Grid.From([[1.0, 2, 9], [3, 4, 9]])),
            (Quantity.Mask, Grid.From([[1.0, 1, 0], [1, 1, 0]])));
        Six([-1.341641, -0.447214, 0, 0.447214, 1.341641, 0], Whitened(new Whitening.Standardised(), at));
        Six([1.158359, 2.052786, 0, 2.947214, 3.841641, 0], Whitened(new Whitening.Rescaled(), at));
        Six([-1.161895, -0.387298, 0, 0.387298, 1.161895, 0], Whitened(new Whitening.Unbiased(), at));
        Six([10, 20, 0, 30, 40, 0], Whitened(new Whitening.Scaled(10), at));
        Six([1, 2, 0, 3, 4, 0], Whitened(NoWhitening, at));
    }

    /// <summary>V_old 0, V 1, G 2: held at .2, ½·(1.8)² = 1.62, a tenth of it .162.</summary>
    [Fact]
    public void A_critic_that_moved_too_far()
    {
        var at = Given((Quantity.OldValue, Grid.From([[0.0]])), (Quantity.Value, Grid.From([[1.0]])),
            (Quantity.Return, Grid.From([[2.0]])), (Quantity.Mask, Grid.From([[1.0]])));
        Assert.Equal(0.162, (0.1 * PpoValue).Apply(at).Loss, 12);
        Assert.Equal(1, PpoValue.Apply(at).Metrics["val/clipfrac_avg"]);
        Assert.Equal(0.5, DvpoValue.Apply(at).Loss, 12);
        Assert.DoesNotContain("val/clipfrac_avg", DvpoValue.Apply(at).Metrics.Keys);
        Assert.DoesNotContain(Quantity.OldValue.At(Slot.Response), DvpoValue.Evidence);
    }

    [Fact]
    public void Entropy_is_kept_up_by_a_negative_term()
    {
        var at = Given((Quantity.Entropy, Grid.From([[0.5, 1.5, 9]])), (Quantity.Mask, Grid.From([[1.0, 1, 0]])));
        var outcome = new Objective(NegativeEntropy).Apply(at);
        Assert.Equal((-1.0, 1.0), (outcome.Loss, outcome.Metrics["entropy"]));
    }

    /// <summary>However the loss averages, <c>kl</c> is the mean over tokens.</summary>
    [Fact]
    public void The_divergence_is_reported_per_token()
    {
        var at = Given((Quantity.PolicyLogp, Grid.From([[-1.0, -1], [-1, 0]])),
            (Quantity.ReferenceLogp, Grid.From([[-1.0, -1], [-2, 0]])),
            (Quantity.Mask, Grid.From([[1.0, 1], [1, 0]])));
        var k = Math.Exp(-1);
        var outcome = new Objective(KlToReference).Apply(at);
        Assert.Equal((k / 2, k / 3), (outcome.Loss, outcome.Metrics["kl"]));
    }

    private static double[] Weights(Averaging averaging, Dictionary<Evidence, Grid> at)
    {
        var loss = averaging.Apply(Logp.ToExpr(), Slot.Response, WholeResponse);
        var pull = Gradient.Apply(loss.Axes is Axes.Pair ? loss.MeanPairs() : loss, Logp);
        return [.. Rollouts.Rows(Value(pull, at)).Select(row => row[0])];
    }

    private static double Kl(KlEstimate estimate, Dictionary<Evidence, Grid> at) =>
        new Objective(new ReferenceKl(estimate, TokenMean, WholeResponse)).Apply(at).Loss;

    private static Appraisal Outcome(PolicyGradient gradient, Dictionary<Evidence, Grid> at) =>
        new Objective(gradient).Apply(at);

    private static Sequence<double> Whitened(Whitening whitening, Dictionary<Evidence, Grid> at) =>
        Value(whitening.Apply(Quantity.OldValue.At(Slot.Response).ToExpr(), WholeResponse), at).Values;

    private static Grid Value(Expr expr, Dictionary<Evidence, Grid> at) => Interpreter.Apply(expr, at);

    private static void Six(double[] expected, Grid actual, int digits = 6) => Six(expected, actual.Values, digits);

    private static void Six(double[] expected, IReadOnlyList<double> actual, int digits = 6) =>
        Assert.Equal(expected, actual.Select(one => Math.Round(one, digits) + 0.0));

    private static Dictionary<Evidence, Grid> Row(
        double[] policy, double[] old, double[] reference, double advantage = 1) => Given(
        (Quantity.PolicyLogp, Grid.From([policy])), (Quantity.OldLogp, Grid.From([old])),
        (Quantity.ReferenceLogp, Grid.From([reference])), (Quantity.Mask, Grid.From([policy.Select(_ => 1.0)])),
        (Quantity.Advantage, Grid.From([advantage])));

    private static Dictionary<Evidence, Grid> Given(params (Quantity Quantity, Grid Grid)[] all) =>
        all.ToDictionary(one => Rollouts.Named(one.Quantity), one => one.Grid);
}
