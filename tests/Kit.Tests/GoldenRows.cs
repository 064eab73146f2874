using Kit.Expressions;
using static Kit.Papers;

namespace Kit.Tests;

/// <summary>One pair worked by an independent scalar program: values and Σ_t ∂loss/∂log π, six digits.</summary>
/// <remarks>ℓ_w = (−.9, −.4, −1.5, −.2), r_w = (−1.2, −.6, −1.5, −.4); ℓ_l = (−.8, −1.6, −.6), r_l = (−.7, −1, −.9):
/// sums −3 and −3, log-ratios .7 and −.4, Δ = 1.1.</remarks>
public sealed partial class GoldenRows
{
    private static readonly Dictionary<Evidence, Grid> Pair = new()
    {
        [Quantity.PolicyLogp.At(Slot.Chosen)] = Row(-.9, -.4, -1.5, -.2),
        [Quantity.ReferenceLogp.At(Slot.Chosen)] = Row(-1.2, -.6, -1.5, -.4),
        [Quantity.Mask.At(Slot.Chosen)] = Row(1, 1, 1, 1),
        [Quantity.PolicyLogp.At(Slot.Rejected)] = Row(-.8, -1.6, -.6),
        [Quantity.ReferenceLogp.At(Slot.Rejected)] = Row(-.7, -1, -.9),
        [Quantity.Mask.At(Slot.Rejected)] = Row(1, 1, 1),
        [Quantity.Kl.At(Slot.Chosen)] = Row(.05, .1, .15, 0),
        [Quantity.Kl.At(Slot.Rejected)] = Row(.05, .1, .05),
        [Quantity.Span.At(Slot.Chosen)] = Row(0, 1, 1, 0),
        [Quantity.Span.At(Slot.Rejected)] = Row(0, 1, 0),
        [Quantity.Differs.At(Slot.Chosen)] = Row(0, 1, 1, 0),
        [Quantity.Differs.At(Slot.Rejected)] = Row(0, 1, 0),
        [Quantity.WinRate.At(Slot.Chosen)] = Grid.From([.8]),
        [Quantity.WinRate.At(Slot.Rejected)] = Grid.From([.3]),
        [Quantity.Doubt.At(Slot.None)] = Grid.From([.2]),
        [Quantity.InverseReward.At(Slot.None)] = Grid.From([1 / 2.0]),
        [Quantity.AspectGap.At(Slot.None)] = Grid.From([.4]),
        [Quantity.GapMean.At(Slot.None)] = Grid.From(.1),
        [Quantity.GapDeviation.At(Slot.None)] = Grid.From(.5),
    };

    public static TheoryData<string, Objective, double, double, double> Worked => new()
    {
        { "DPO", Dpo, 0.639659, -0.189011, 0.141758 },
        { "cDPO ε=.2", Cdpo, 0.661659, -0.109011, 0.081758 },
        { "rDPO ε=.1", Rdpo, 0.625909, -0.239011, 0.179258 },
        { "IPO mean", Ipo, 22.011736, -9.383333, 9.383333 },
        { "IPO sum", IpoSum, 15.210000, -31.200000, 23.400000 },
        { "SimPO β=2 γ=.5", SimPo.With(Logistic(beta: 2, gamma: 0.5)), 0.693147, -1, 1 },
        { "CPO", Cpo, 1.443147, -1.2, 0.15 },
        { "RPO cumulative", RpoCumulative, 0.687812, -0.020090, 0.014918 },
        { "RPO average", RpoAverage, 0.605492, -0.931729, 0.548797 },
        { "ORPO", Orpo, 0.800082, -1.074666, 0.062324 },
        { "SPPO", Sppo, 64710.325000, -1197.2, 598.8 },
        { "α-DPO", AlphaDpo, 1.374857, -1.867811, 1.867811 },
        { "BMC β=.05", Bmc.With(Beta(0.05)), 0.625676, -0.174222, 0.116275 },
        { "UPO", Upo, 0.811659, -0.309011, 0.081758 },
        { "TDPO1", Tdpo1, 0.634946, -0.188014, 0.141011 },
        { "TDPO2", Tdpo2, 0.637299, -0.188513, 0.141384 },
        { "EXPO, its preference", new Objective(Expo.Preference), 0.693147, -2, 1.5 },
        { "DMPO", Dmpo, 0.470313, -0.150077, 0.112558 },
    };

    [Theory, MemberData(nameof(Worked))]
    public void A_paper_has_its_worked_value_and_pull(
        string name, Objective objective, double loss, double chosen, double rejected)
    {
        Assert.NotEmpty(name);
        Assert.Equal(loss, objective.Apply(Pair).Loss, 6);
        Assert.Equal(chosen, Pull(objective, Slot.Chosen), 6);
        Assert.Equal(rejected, Pull(objective, Slot.Rejected), 6);
    }

    /// <summary>The chosen answer's fourth token is beyond the rejected one's three: half of it counts, .6 + .4 = 1 with both
    /// models, (−2.9 + 3.7) + .4 = 1.2 with the policy alone, also where margins are sorted.</summary>
    [Fact]
    public void LD_DPO_halves_what_is_beyond_the_shorter_answer()
    {
        Assert.Equal(Softplus(-0.1), LdDpo.Apply(Pair).Loss, 12);
        Assert.Equal(Softplus(-0.12), LdDpoPolicy.Apply(Pair).Loss, 12);
        Assert.Equal(Softplus(-0.1), Aot.With(Tail(0.5)).Apply(Pair).Loss, 12);
        Assert.Equal(Softplus(-0.12), Aot.With(Tail(0.5, Kit.Parts.Models.Policy)).Apply(Pair).Loss, 12);
    }

    /// <summary>Mean alignments −.75 + 1 and −1 + .5: ω = e^(−.25), held at 1 where it would be more.</summary>
    [Fact]
    public void WPO_weighs_by_the_alignment_of_both_answers()
    {
        var pair = With(Quantity.LogSquares.At(Slot.Chosen), Row(-1, -1, -1, -1),
            Quantity.LogSquares.At(Slot.Rejected), Row(-.5, -.5, -.5));
        Assert.Equal(Math.Exp(-0.25) * Softplus(-0.11), Wpo.Apply(pair).Loss, 12);
        pair[Quantity.LogSquares.At(Slot.Rejected)] = Row(-2, -2, -2);
        Assert.Equal(Softplus(-0.11), Wpo.Apply(pair).Loss, 12);
        var uncapped = Dpo.With(new Kit.Parts.Importance.OnPolicy(double.PositiveInfinity));
        Assert.Equal(Math.Exp(1.25) * Softplus(-0.11), uncapped.Apply(pair).Loss, 12);
    }

    /// <summary>log σ of the sums .7 and −.4, over four and three tokens; not log σ of the means.</summary>
    [Fact]
    public void An_averaged_shape_is_the_shape_of_the_sum_over_the_length()
    {
        var h = -Softplus(-0.7) / 4 + Softplus(0.4) / 3;
        var averaged = new Kit.Parts.Shape.Averaged(JensenShannon);
        Assert.Equal(Math.Pow(h - 5, 2), IpoSum.With(averaged).Apply(Pair).Loss, 12);
        Assert.NotEqual(Ipo.With(JensenShannon).Apply(Pair).Loss, IpoSum.With(averaged).Apply(Pair).Loss, 3);
        Assert.Equal(Ipo.Apply(Pair).Loss, IpoSum.With(new Kit.Parts.Shape.Averaged(ReverseKl)).Apply(Pair).Loss, 12);
    }

    /// <summary>One token more asks for .01 more; KTO on this pair has z_l = 0 (−.4 is below) and z_w = .7.</summary>
    [Fact]
    public void R_DPO_and_paired_KTO_have_their_worked_values()
    {
        Assert.Equal(Softplus(-0.11 + 0.01), RDpoLength.Apply(Pair).Loss, 12);
        Assert.Equal(0.5 / (1 + Math.Exp(0.07)) + 0.5 / (1 + Math.Exp(0.04 + 0.07)), KtoPair.Apply(Pair).Loss, 12);
    }

    /// <summary>Two rows of KTO, the chosen answer wanted and the rejected one not, z₀ = .05: their sum is .972508.
    /// </summary>
    [Fact]
    public void KTO_has_its_worked_value_and_pull()
    {
        var rows = new Dictionary<Evidence, Grid>
        {
            [Quantity.PolicyLogp.At(Slot.Response)] = Grid.From([[-.9, -.4, -1.5, -.2], [-.8, -1.6, -.6, 0]]),
            [Quantity.ReferenceLogp.At(Slot.Response)] = Grid.From([[-1.2, -.6, -1.5, -.4], [-.7, -1, -.9, 0]]),
            [Quantity.Mask.At(Slot.Response)] = Grid.From([[1.0, 1, 1, 1], [1, 1, 1, 0]]),
            [Quantity.Label.At(Slot.Response)] = Grid.From([1.0, -1]),
            [Quantity.BaselineKl.At(Slot.None)] = Grid.From(.05),
        };
        var pull = Interpreter.Apply(Kto.Credit(Quantity.PolicyLogp.At(Slot.Response)), rows).Values;
        Assert.Equal(0.972508, 2 * Interpreter.Apply(Kto.Loss, rows).Value, 6);
        Assert.Equal(-0.099894, 2 * pull.Take(4).Sum(), 6);
        Assert.Equal(0.074962, 2 * pull.Skip(4).Sum(), 6);
    }

    /// <summary>ĝ = (.69/.690001, 0), nearly (1, 0): −s_w = 3 − ĝ_w, and nothing pulls on the rejected
    /// answer.</summary>
    [Fact]
    public void MMPO_at_weight_1_is_the_chosen_score_alone()
    {
        Assert.Equal(3 - 0.69 / 0.690001, Mmpo.Apply(Pair).Loss, 12);
        Assert.Equal(-4, Pull(Mmpo, Slot.Chosen), 12);
        Assert.Equal(0, Pull(Mmpo, Slot.Rejected), 12);
        Assert.Contains("gets no gradient", Assert.Single(Mmpo.Remarks), StringComparison.Ordinal);
        Assert.Empty(MmpoWith(0.5).Remarks);
        Assert.NotEqual(0, Pull(MmpoWith(0.5), Slot.Rejected), 3);
    }

    /// <summary>Scores .3, .1 and −.2 at β 1: log Σ over three and over two, less the first two scores.</summary>
    [Fact]
    public void A_ranking_has_its_worked_value()
    {
        Slot[] order = [new("best"), new("middle"), new("worst")];
        double[] scores = [.3, .1, -.2];
        var evidence = order.Zip(scores).SelectMany(one => new[]
        {
            (Quantity.PolicyLogp.At(one.First), Row(one.Second)), (Quantity.ReferenceLogp.At(one.First), Row(0)),
            (Quantity.Mask.At(one.First), Row(1)),
        }).ToDictionary(one => one.Item1, one => one.Item2);
        var ranking = new Kit.Parts.Ranking(Dpo.Preference.Score, Sequence.From(order), Beta: 1);
        Assert.Equal(1.440295, Interpreter.Apply(ranking.Apply(), evidence).Values[0], 6);
    }

    /// <summary>1 − .1·1.1 = .89 inside the hinge; at β 1 the hinge is closed.</summary>
    [Fact]
    public void The_hinge_reads_its_beta()
    {
        Assert.Equal(0.89, HingeNorm.Apply(Pair).Loss, 12);
        Assert.Equal(0, HingeNorm.With(Hinge(beta: 1)).Apply(Pair).Loss, 12);
    }

    [Fact]
    public void Metrics_say_what_their_names_say()
    {
        var metrics = Dpo.Apply(Pair).Metrics;
        Assert.Equal(0.07, metrics["rewards/chosen"], 12);
        Assert.Equal(-0.04, metrics["rewards/rejected"], 12);
        Assert.Equal(0.11, metrics["rewards/margins"], 12);
        Assert.Equal(1, metrics["rewards/accuracies"]);
        Assert.Equal(-3, metrics["logps/chosen"], 12);
        Assert.Equal(-3, metrics["logps/rejected"], 12);
        Assert.Equal(0, metrics["displacement"]);
    }

    [Fact]
    public void Displacement_counts_chosen_answers_that_became_less_likely()
    {
        var fallen = With(Quantity.PolicyLogp.At(Slot.Chosen), Row(-1, -1, -1.6, -.2));
        Assert.Equal(1, Rrpo.Apply(fallen).Metrics["displacement"]);
        Assert.DoesNotContain("displacement", SimPo.Apply(Pair).Metrics.Keys);
    }

    /// <summary>Mean token: one token is its own mean; an emptied answer scores 0, not 0/0.</summary>
    [Theory]
    [InlineData(0, 1, -1.5)]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, -0.95)]
    public void Length_is_the_number_of_tokens_and_at_least_one(double first, double second, double mean)
    {
        var masked = With(Quantity.Mask.At(Slot.Chosen), Row(0, first, second, 0));
        var score = Interpreter.Apply(SimPo.Preference.Score.Apply(Slot.Chosen), masked);
        Assert.Equal(mean, score.Values[0], 12);
        var nll = ChosenNllPerToken.Apply();
        Assert.Equal(-mean, Interpreter.Apply(nll, masked).Value, 12);
    }

    private static double Softplus(double u) => Math.Log(1 + Math.Exp(u));

    private static double Pull(Objective objective, Slot slot) =>
        Interpreter.Apply(objective.Credit(Quantity.PolicyLogp.At(slot)), Pair).Values.Sum();

    private static Grid Row(params double[] values) => Grid.From([values]);

    private static Dictionary<Evidence, Grid> With(Evidence what, Grid grid) => new(Pair) { [what] = grid };

    private static Dictionary<Evidence, Grid> With(Evidence first, Grid one, Evidence second, Grid two) =>
        new(Pair) { [first] = one, [second] = two };
}
