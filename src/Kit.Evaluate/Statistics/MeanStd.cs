namespace Kit.Evaluate.Statistics;

/// <summary>Mean ± sample standard deviation of a few numbers, usually one a seed.</summary>
/// <remarks>mean = Σxᵢ/n; std = √(Σ(xᵢ − mean)² / (n − 1)), NaN for n = 1: one run says nothing about spread.</remarks>
/// <param name="Mean">In the values' unit.</param>
/// <param name="Std">In the values' unit.</param>
/// <param name="Count">n.</param>
[TypeFormatterSource]
public sealed record MeanStd(double Mean, double Std, int Count)
{
    public static MeanStd From(IEnumerable<double> values)
    {
        double[] x = [.. values];
        if (x.Length == 0)
            throw new ArgumentException("Mean: expected at least one value, got none. Check the runs that were read.");
        var mean = x.Average();
        return new MeanStd(mean, Math.Sqrt(x.Sum(v => (v - mean) * (v - mean)) / (x.Length - 1)), x.Length);
    }
}
