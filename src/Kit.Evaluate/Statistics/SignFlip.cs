namespace Kit.Evaluate.Statistics;

/// <summary>Is a mean of differences chance? A test that flips the signs of whole clusters.</summary>
/// <remarks>p = P(|Σ_g ε_g·S_g| ≥ |Σ_g S_g|), S_g the sum of cluster g and ε_g = ±1 with equal chance: were the two
/// methods one, a clip's differences would be as likely with the other sign. Fisher 1935, "The Design of Experiments",
/// §21, with clusters for units. Clusters of sum 0 say nothing and are left out. All signs are tried where there are at
/// most 2^<paramref name="Exhaustive"/>; else p = (1 + hits)/(1 + draws), which is never 0 (Phipson and Smyth 2010).
/// It needs no large sample: with few clusters, where percentile intervals are too narrow, its level holds.</remarks>
/// <param name="Seed">Of the drawn signs; the same seed gives the same p.</param>
/// <param name="Draws">Signs that are drawn where there are too many to try.</param>
/// <param name="Exhaustive">Clusters up to which all signs are tried.</param>
public sealed record SignFlip(long Seed = 0, int Draws = 4000, int Exhaustive = 11)
{
    private const double Ties = 1e-12;

    /// <summary>Two-sided p-value of "the mean is 0"; 1 when every cluster's sum is 0.</summary>
    public double PValue(IEnumerable<Observation> differences) => PValue(Clusters.From(differences));

    internal double PValue(Clusters clusters)
    {
        double[] sums = [.. clusters.Sums.Where(sum => sum != 0)];
        var least = Math.Abs(sums.Sum()) - Ties * sums.Sum(Math.Abs);    // a tie counts, rounded as it may be
        return sums.Length <= Exhaustive ? Every(sums, least) : Drawn(sums, least);
    }

    private static double Every(double[] sums, double least)
    {
        var all = 1u << sums.Length;
        var hits = 0;
        for (var signs = 0u; signs < all; signs++)
            if (Math.Abs(Flipped(sums, signs)) >= least) hits++;
        return hits / (double)all;
    }

    private double Drawn(double[] sums, double least)
    {
        var random = Pcg.From(Seed, 0xF11F);
        double[][] words = [.. sums.Chunk(32)];
        var hits = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var sum = 0.0;
            foreach (var word in words) sum += Flipped(word, random.Next());
            if (Math.Abs(sum) >= least) hits++;
        }

        return (1.0 + hits) / (1.0 + Draws);
    }

    /// <summary>Σ ε·S, the sign of each read from a bit.</summary>
    private static double Flipped(double[] sums, uint signs)
    {
        var sum = 0.0;
        for (var i = 0; i < sums.Length; i++) sum += (signs >> i & 1) == 0 ? sums[i] : -sums[i];
        return sum;
    }
}
