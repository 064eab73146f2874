using Kit.Expressions;
using Kit.Parts;
using VerifyXunit;
using static Kit.Papers;

namespace Kit.Tests;

/// <summary>Sums of losses: every term under its own name, rewards that stay rewards, and misuse that is
/// refused.</summary>
public sealed class MixtureSpecs
{
    private static readonly Objective Mixture = 0.8 * Dpo + 0.2 * Bco + ChosenNll;

    private static Dictionary<Evidence, Grid> Evidence(long seed) => new(Batch.From(seed, 3, 4, 5).Evidence)
    {
        [Quantity.RunningMean.At(Slot.None)] = Grid.From(0.3),
    };

    [Fact]
    public void Every_term_of_a_mixture_reports_under_its_own_name()
    {
        var (batch, metrics) = (Evidence(1), Mixture.Apply(Evidence(1)).Metrics);
        Assert.Equal(
            ["terms/nll/sequence-mean", "terms/preference/logistic", "terms/preference/logistic[chosen]",
                "terms/preference/logistic[not rejected]"],
            metrics.Keys.Where(name =>
                name.StartsWith("terms/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Near.Check(Dpo.Apply(batch).Loss, metrics["terms/preference/logistic"]);
        Near.Check(new Objective(ChosenNll).Apply(batch).Loss, metrics["terms/nll/sequence-mean"]);
        Near.Check(Bco.Apply(batch).Loss,
            metrics["terms/preference/logistic[chosen]"] + metrics["terms/preference/logistic[not rejected]"]);
    }

    [Fact]
    public void The_loss_is_the_weighted_sum_of_what_the_terms_report()
    {
        var outcome = Mixture.Apply(Evidence(2));
        Near.Check(outcome.Loss, 0.8 * outcome.Metrics["terms/preference/logistic"]
            + 0.2 * outcome.Metrics["terms/preference/logistic[chosen]"]
            + 0.2 * outcome.Metrics["terms/preference/logistic[not rejected]"]
                + outcome.Metrics["terms/nll/sequence-mean"]);
    }

    /// <summary>trl#5079: a likelihood term wrote over the rewards; ms-swift multiplies them by Σ weights.</summary>
    [Fact]
    public void Rewards_are_beta_times_the_log_ratio_whatever_the_mixture()
    {
        var batch = Evidence(3);
        var plain = Dpo.Apply(batch).Metrics;
        Objective[] mixtures = [Mixture, Mpo, 3 * Dpo, 0.1 * Dpo + 0.9 * Bco, 0.2 * ApoZero + Dpo + 5 * ChosenNll,
            Rrpo.With(WholeResponse) + 2 * Nca,
            -1 * ChosenNll + Dpo, Dpo.With(Importance), Tdpo1, DpoJensenShannon];
        Assert.All(mixtures, mixture => Assert.All(plain.Where(one =>
            one.Key.StartsWith("rewards/", StringComparison.Ordinal)),
            one => Near.Check(one.Value, mixture.Apply(batch).Metrics[one.Key])));
    }

    [Fact]
    public void Two_preferences_of_one_name_are_numbered()
    {
        var metrics = (0.5 * Dpo + 0.25 * Dpo.With(Beta(0.5))).Apply(Evidence(4)).Metrics;
        double[] two = [metrics["terms/preference/logistic"], metrics["terms/preference/logistic#2"]];
        double[] alone = [Dpo.Apply(Evidence(4)).Loss, Dpo.With(Beta(0.5)).Apply(Evidence(4)).Loss];
        Assert.True(Near.Holds(alone.Order(), two.Order()));
    }

    /// <summary>β reaches every term that has one: the ranking of LPOI, the target of SPPO, both terms of
    /// MMPO.</summary>
    [Fact]
    public void A_refinement_reaches_every_term_that_reads_it()
    {
        Assert.Equal(0.3, Assert.Single(Lpoi.With(Beta(0.3)).Terms.Items.Select(item =>
            item.Term).OfType<Ranking>()).Beta);
        Assert.Equal(NoReference, Assert.Single(Lpoi.With(NoReference).Terms.Items.Select(item =>
            item.Term).OfType<Ranking>()).Score.Against);
        Assert.Equal(LengthNorm, Assert.Single(Mmpo.With(LengthNorm).Terms.Items.Select(item =>
            item.Term).OfType<Marginal>()).Score.Over);
        var rates = new Dictionary<Evidence, Grid>(Evidence(5))
        {
            [Quantity.WinRate.At(Slot.Chosen)] = Grid.From([.8, .7, .9]),
            [Quantity.WinRate.At(Slot.Rejected)] = Grid.From([.3, .2, .1]),
        };
        Assert.NotEqual(Sppo.Apply(rates).Loss, Sppo.With(Beta(0.01)).Apply(rates).Loss, 3);
    }

    [Fact]
    public void A_weight_on_each_side_of_a_pair_is_the_pairs()
    {
        var evidence = Dpo.With(OnPolicy).With(Wanted(Slot.Chosen)).Evidence;
        Assert.Contains(Quantity.LogSquares.At(Slot.Rejected), evidence);
    }

    /// <summary>The mean of what batches gave, each counted once: .2, then (.2 + .6)/2.</summary>
    [Fact]
    public void A_running_mean_counts_batches()
    {
        var state = Bco.Statistics.ToDictionary(one => one.Evidence, one => Grid.From(one.Initial));
        foreach (var (mean, expected) in new[] { (.2, .2), (.6, .4), (1.0, .6) })
        {
            var batch = new Dictionary<Evidence, Grid>(state);
            foreach (var slot in new[] { Slot.Chosen, Slot.Rejected })
                (batch[Quantity.PolicyLogp.At(slot)], batch[Quantity.ReferenceLogp.At(slot)],
                    batch[Quantity.Mask.At(slot)]) =
                    (Grid.From([[mean], [mean]]), Grid.From([[0.0], [0]]), Grid.From([[1.0], [1]]));
            var next = Interpreter.Apply(Bco.Statistics.Select(one => one.Next), batch);
            state = Bco.Statistics.Zip(next).ToDictionary(one => one.First.Evidence, one => one.Second);
            Assert.Equal(expected, state[Quantity.RunningMean.At(Slot.None)].Value, 12);
        }
    }

    [Fact]
    public async Task Misuse_is_refused_at_composition() => await Verifier.Verify(string.Join('\n',
        Told(() => Aot.With(JensenShannon)),
        Told(() => Aot.With(Divergence)),
        Told(() => Aot.With(NoReference)),
        Told(() => AotUnpaired.With(OnPolicy)),
        Told(() => Aot.With(Graded)),
        Told(() => AotUnpaired.With(DoubtPerPair)),
        Told(() => Dpo.With(LogOdds)),
        Told(() => Orpo.With(WithReference)),
        Told(() => Dpo.With(new Importance.ByLabel(1.3, 1))),
        Told(() => Kto.With(LengthGap(0.1))),
        Told(() => Kto.With(Tail(0.5))),
        Told(() => Between(Slot.Chosen, Slot.Chosen)),
        Told(() => new Comparison.Rivals(Slot.Chosen, [])),
        Told(() => Lpoi.With(Hinge())),
        Told(() => Dpo + Term("nll/sum", Dpo.Margin) + ChosenNllSum),
        Told(() => Dpo + Term("preference", Dpo.Margin)),
        Told(() => Sft.With(Beta(0.1))),
        Told(() => (Dpo + 0.5 * IpoSum.With(Square(0.2))).With(Hinge())),
        Told(() => (Dpo + SimPo).With(Beta(0.3))),
        Told(() => Penalty("flat", 0.1, z => z.MeanPairs())),
        Told(() => Penalty("deaf", 0.1, _ => Dpo.Margin)),
        Told(() => Term("tokens", Quantity.PolicyLogp.At(Slot.Chosen).ToExpr())),
        Told(() => new Objective(Terms.None)),
        Told(() => Dpo + -1 * Dpo),
        Told(() => double.PositiveInfinity * Dpo)));

    private static Importance Importance => new Importance.Uniform();

    private static string Told(Func<object> compose)
    {
        try
        {
            return $"composed: {compose()}";
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return error.Message;
        }
    }
}
