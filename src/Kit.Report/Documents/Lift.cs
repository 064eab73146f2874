using Kit.Evaluate.Statistics;

namespace Kit.Report;

/// <summary>A difference with what its chance is judged by: other clips, and other runs.</summary>
/// <param name="Value">candidate − baseline.</param>
/// <param name="StandardError">The larger of two: over clips, and over seeds; infinite for a single seed.</param>
internal sealed record Lift(double Value, double StandardError)
{
    /// <summary>Paired by item and seed.</summary>
    public static Lift From(Measurements baseline, Measurements candidate)
    {
        var differences = new Measurements(candidate.Method, Measurements.Differences(baseline, candidate));
        var (clips, seeds) = (new Bootstrap().Mean(differences.Values), differences.OverSeeds);
        return new Lift(clips.Value, Math.Max(clips.StandardError, Known(seeds)));
    }

    /// <summary>1 beyond two standard errors above 0, −1 below, 0 between.</summary>
    public int Sign => Math.Abs(Value) > 2 * StandardError ? Math.Sign(Value) : 0;

    /// <summary>In another unit.</summary>
    public Lift Times(double factor) => new(Value * factor, StandardError * Math.Abs(factor));

    /// <summary>Less another one that was measured on other items.</summary>
    public Lift Less(Lift other) =>
        new(Value - other.Value, Math.Sqrt(StandardError * StandardError + other.StandardError * other.StandardError));

    private static double Known(MeanStd seeds) =>
        seeds.Count > 1 ? seeds.Std / Math.Sqrt(seeds.Count) : double.PositiveInfinity;

    /// <summary>Value ± standard error, three digits.</summary>
    public override string ToString() => double.IsInfinity(StandardError)
        ? $"{Shown(Value)}, one seed" : $"{Shown(Value)} ± {Shown(StandardError)}";

    private static string Shown(double value) => Numbers.Print(Numbers.Significant(value, 3));
}
