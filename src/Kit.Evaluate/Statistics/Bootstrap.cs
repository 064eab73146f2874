namespace Kit.Evaluate.Statistics;

/// <summary>Percentile intervals from resampling whole clusters with replacement.</summary>
/// <remarks>mean* = Σ_{g∈draw} S_g / Σ_{g∈draw} n_g over G draws of clusters; the interval holds the middle Level of
/// the resamples' means. Davison and Hinkley 1997, §2.4 and §5.3. Seeds are averaged, not resampled: the interval
/// speaks of other clips, mean ± std over seeds of other runs. With fewer than about 20 clusters it is too narrow.
/// </remarks>
/// <param name="Seed">Of the resampling; the same seed gives the same interval.</param>
/// <param name="Resamples">B.</param>
/// <param name="Level">Nominal coverage.</param>
public sealed record Bootstrap(long Seed = 0, int Resamples = 2000, double Level = 0.95)
{
    /// <summary>The mean of all observations, with its interval, and its p-value from <see cref="SignFlip"/> under the
    /// same seed.</summary>
    public Estimate Mean(IEnumerable<Observation> observations)
    {
        var clusters = Clusters.From(observations);
        return new Estimate(
            clusters.Mean, Spread(clusters), clusters.StandardError(), new SignFlip(Seed).PValue(clusters));
    }

    /// <summary>The mean of candidate − baseline, paired by item and seed.</summary>
    public Estimate Difference(Measurements baseline, Measurements candidate) =>
        Mean(Measurements.Differences(baseline, candidate));

    private Interval Spread(Clusters clusters)
    {
        var random = Pcg.From(Seed);
        var means = new double[Resamples];
        for (var i = 0; i < Resamples; i++) means[i] = clusters.Resample(random);
        Array.Sort(means);
        return new Interval(Quantile(means, (1 - Level) / 2), Quantile(means, (1 + Level) / 2), Level);
    }

    /// <summary>Linear between order statistics: position q·(n − 1).</summary>
    internal static double Quantile(double[] sorted, double q)
    {
        var position = q * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
