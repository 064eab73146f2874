using Kit.Evaluate.Statistics;
using MathNet.Numerics.Distributions;

namespace Kit.Evaluate.Tests.Statistics;

public class BootstrapSpecs
{
    [Fact]
    public void One_item_a_clip_gives_the_ordinary_standard_error()
    {
        double[] x = [0.3, 1.7, 2.2, 5.1, 0.4];
        var values = x.Select((v, i) => new Observation($"{i}", 0, $"{i}", v));
        Assert.Equal(MeanStd.From(x).Std / Math.Sqrt(5), new Bootstrap().Mean(values).StandardError, 1e-15);
    }

    [Fact]
    public void The_clustered_standard_error_by_hand()
    {
        // Sums 2, 0, 1 over counts 2, 2, 1; mean 3/5; deviations 4/5, −6/5, 2/5; Σ² = 56/25; SE = √(3/2·56/25)/5.
        Observation[] values =
        [
            new("1", 0, "a", 1), new("2", 0, "a", 1), new("3", 0, "b", 0), new("4", 0, "b", 0), new("5", 0, "c", 1),
        ];
        Assert.Equal(Math.Sqrt(1.5 * 56 / 25) / 5, new Bootstrap().Mean(values).StandardError, 1e-15);
    }

    [Fact]
    public void A_large_sample_agrees_with_the_binomial()
    {
        // 400 independent items, 300 right: the resampled count is Binomial(400, ¾).
        var values = Enumerable.Range(0, 400).Select(i => new Observation($"{i}", 0, $"{i}", i % 4 == 0 ? 0 : 1));
        var interval = new Bootstrap(Resamples: 20_000).Mean(values).Interval;
        var count = new Binomial(0.75, 400);
        foreach (var (limit, tail) in new[] { (interval.Low, 0.025), (interval.High, 0.975) })
            Assert.InRange(count.CumulativeDistribution(limit * 400 + 1) - tail, 0, 0.02);
    }

    [Fact]
    public void Nominal_95_percent_covers_95_percent()
    {
        // 40 clips share a random effect, so that items of one clip agree; the truth is 0.
        var bootstrap = new Bootstrap(Resamples: 500);
        var covered = Enumerable.Range(0, 600).Count(world => bootstrap.Mean(World(world)).Interval.Contains(0));
        Assert.InRange(covered / 600.0, 0.92, 0.97);
    }

    [Fact]
    public void Ignoring_clips_would_cover_far_less()
    {
        var bootstrap = new Bootstrap(Resamples: 500);
        var covered = Enumerable.Range(0, 200).Count(world =>
            bootstrap.Mean(World(world).Select(v => v with { Cluster = v.Item })).Interval.Contains(0));
        Assert.True(covered / 200.0 < 0.75, $"{covered} of 200");
    }

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.125, 1.5)]
    [InlineData(0.5, 4)]
    [InlineData(1.0, 16)]
    public void Quantiles_are_linear_between_order_statistics(double q, double expected) =>
        Assert.Equal(expected, Bootstrap.Quantile([1, 2, 4, 8, 16], q), 1e-15);

    [Fact]
    public void Nothing_to_resample_is_an_error() => Assert.Equal(
        "Clusters: expected at least one observation, got none. Check which items were evaluated.",
        Assert.Throws<ArgumentException>(() => new Bootstrap().Mean([])).Message);

    [Theory]
    [InlineData(-1, 2, false)]
    [InlineData(0, 2, false)]
    [InlineData(0.5, 2, true)]
    [InlineData(-2, -0.5, true)]
    public void Significant_means_that_the_interval_excludes_zero(double low, double high, bool significant) =>
        Assert.Equal(significant, new Estimate(1, new Interval(low, high, 0.95), 1, 0.5).Significant);

    private static IEnumerable<Observation> World(int world) =>
        from clip in Enumerable.Range(0, 40)
        let effect = Normal.InvCDF(0, 1, Pcg.From(17, world, clip).NextDouble() * 0.9999 + 0.00005)
        from item in Enumerable.Range(0, 4)
        select new Observation($"{clip}.{item}", 0, $"{clip}", effect + 0.5 * Pcg.From(18, world, clip, item).Normal());
}
