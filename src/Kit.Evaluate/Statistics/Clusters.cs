namespace Kit.Evaluate.Statistics;

/// <summary>Sums and counts of observations by cluster, in an order that does not depend on theirs.</summary>
/// <param name="Sums">S_g, one a cluster.</param>
/// <param name="Counts">n_g.</param>
internal sealed record Clusters(double[] Sums, int[] Counts)
{
    public int Count => Sums.Length;

    public double Mean => Sums.Sum() / Counts.Sum();

    public static Clusters From(IEnumerable<Observation> observations)
    {
        var groups = observations
            .GroupBy(value => value.Cluster)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Select(value => value.Value).Order().ToArray())
            .ToArray();
        return groups.Length > 0
            ? new Clusters([.. groups.Select(group => group.Sum())], [.. groups.Select(group => group.Length)])
            : throw new ArgumentException(
                "Clusters: expected at least one observation, got none. Check which items were evaluated.");
    }

    /// <summary>SE of the mean, √(G/(G−1) · Σ_g (S_g − n_g·mean)²) / N; NaN for one cluster.</summary>
    /// <remarks>Miller 2024, "Adding Error Bars to Evals", eq. 4 (arXiv 2411.00640), with the small-sample factor
    /// G/(G−1). With one item a cluster it is the ordinary s/√N.</remarks>
    public double StandardError()
    {
        var mean = Mean;
        var squares = Sums.Zip(Counts, (sum, count) => (sum - count * mean) * (sum - count * mean)).Sum();
        return Math.Sqrt(Count / (Count - 1.0) * squares) / Counts.Sum();
    }

    /// <summary>The mean of one resample: G clusters drawn with replacement.</summary>
    public double Resample(Pcg random)
    {
        var (sum, count) = (0.0, 0);
        for (var draw = 0; draw < Sums.Length; draw++)
        {
            var cluster = random.Below(Sums.Length);
            sum += Sums[cluster];
            count += Counts[cluster];
        }

        return sum / count;
    }
}
