using Kit.Evaluate.Statistics;

namespace Kit.Evaluate.Benchmarks;

/// <summary>Two models on the same questions under one protocol.</summary>
/// <param name="Baseline">Its name.</param>
/// <param name="Candidate">Its name.</param>
/// <param name="Difference">candidate − baseline over the units of the headline, with its clustered interval.</param>
/// <param name="PValue">Of the difference, by flipping whole clips (<see cref="SignFlip"/>); 1 when nothing
/// differs.</param>
/// <param name="Adjusted">The same after Holm, over all comparisons made together.</param>
/// <param name="Exact">McNemar's exact test, which takes questions as independent; null for points other than 0 and 1.
/// </param>
/// <param name="Detectable">The smallest difference that this pairing finds with 80 % at the 5 % level.</param>
public sealed record PairedComparison(
    string Baseline, string Candidate, Estimate Difference, double PValue, double Adjusted, McNemar? Exact,
    double Detectable)
{
    /// <summary>Each candidate against the baseline.</summary>
    /// <exception cref="ArgumentException">Protocols or questions differ; the message names the first
    /// difference.</exception>
    public static Sequence<PairedComparison> From(
        BenchmarkResult baseline, IReadOnlyList<BenchmarkResult> candidates, Bootstrap bootstrap)
    {
        Estimate[] differences =
            [.. candidates.Select(candidate => BenchmarkResult.Difference(baseline, candidate, bootstrap))];
        var adjusted = Holm.Adjust([.. differences.Select(difference => difference.PValue)]);
        return
        [
            .. candidates.Select((candidate, i) => new PairedComparison(
                baseline.Subject.Name, candidate.Subject.Name, differences[i], differences[i].PValue, adjusted[i],
                Binary(baseline) && Binary(candidate)
                    ? McNemar.From(baseline.Measurements, candidate.Measurements) : null,
                new DetectableDifference().Paired(differences[i].StandardError))),
        ];
    }

    private static bool Binary(BenchmarkResult result) =>
        result.Scores.Units.All(unit => unit.Observation.Value is 0 or 1);
}
