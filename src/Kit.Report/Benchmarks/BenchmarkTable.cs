using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Statistics;

namespace Kit.Report.Benchmarks;

/// <summary>Results of benchmarks as tables.</summary>
public static class BenchmarkTable
{
    /// <summary>One row a model: the headline with its clustered interval, the paired difference from the first row,
    /// and the failures. Results of different protocols are refused.</summary>
    /// <exception cref="ArgumentException">Two protocols differ; the message names the first difference.</exception>
    public static Table From(IReadOnlyList<BenchmarkResult> results)
    {
        foreach (var other in results.Skip(1))
            results[0].Protocol.Require(
                other.Protocol, $"One table of {results[0].Subject.Name} and {other.Subject.Name}");
        return Rows(results, results.Count > 1 ? results[0] : null).With(results[0].Protocol);
    }

    /// <summary>The same for results of different protocols, without differences; the notes say in what they
    /// differ.</summary>
    public static Table AcrossProtocols(IReadOnlyList<BenchmarkResult> results) => results.Skip(1).Aggregate(
        Rows(results, null), (table, other) => results[0].Protocol.Differences(other.Protocol).Aggregate(
            table, (noted, d) => noted.WithNote($"{results[0].Subject.Name} and {other.Subject.Name} do not compare: "
                + $"{d.Name} is '{d.Mine}' and '{d.Theirs}'")));

    /// <summary>All numbers of one result.</summary>
    public static Table Details(BenchmarkResult result)
    {
        var table = Table.From($"{result.Benchmark}: {result.Subject.Name}", Column.Words("part"),
            Column.Words("score"), Column.Number("value"), Column.Number("right"), Column.Number("questions"));
        foreach (var score in result.Scores.Scores)
            table = table.With(Cell.From(score.Table == "" ? "all" : score.Table), Cell.From(score.Name),
                Cell.From(score.Value), Cell.From(score.Right), Cell.From(score.Count));
        foreach (var note in result.Scores.Notes) table = table.WithNote(note);
        return table.With(result.Protocol);
    }

    private static Table Rows(IReadOnlyList<BenchmarkResult> results, BenchmarkResult? baseline)
    {
        var table = Table.From($"{results[0].Benchmark}: {results[0].Scores.Headline}", Column.Words("model"),
            Column.Number("score", better: Better.Higher), Column.Number("standard error"),
            Column.Words("95 % interval"), Column.Number("difference from the first"),
            Column.Number("detectable difference"), Column.Percent("not parsed", Better.Lower),
            Column.Number("scored"), Column.Number("left out", better: Better.Lower));
        foreach (var result in results)
            table = table.With(
                Cell.From(result.Subject.Name), Cell.From(result.Scores.Value),
                result.Estimate is { } e ? Cell.From(e.StandardError) : new Cell.Missing(),
                Cell.From(result.Estimate is { } known ? Shown(known.Interval) : "–"), Compared(result, baseline),
                result.Detectable is { } detectable ? Cell.From(detectable) : new Cell.Missing(),
                Cell.From(result.Marking.ParseFailure), Cell.From(result.Scored),
                Cell.From(result.Ledger.Count - result.Scored));
        return table.WithNote("Standard errors and intervals are clustered by clip; the detectable difference is the "
            + "smallest that an unpaired comparison finds with 80 % at the 5 % level.");
    }

    private static Cell Compared(BenchmarkResult result, BenchmarkResult? baseline) =>
        baseline is null || result.Scores.Units.Count == 0 ? new Cell.Missing()
        : ReferenceEquals(result, baseline) ? new Cell.Baseline()
        : Cell.From(Scaled(BenchmarkResult.Difference(baseline, result, new Bootstrap()), result.Scores.Scale));

    private static Estimate Scaled(Estimate estimate, double scale) => estimate with
    {
        Value = scale * estimate.Value,
        Interval = new Interval(scale * estimate.Interval.Low, scale * estimate.Interval.High, estimate.Interval.Level),
        StandardError = scale * estimate.StandardError,
    };

    private static string Shown(Interval interval) =>
        $"{Numbers.Significant(interval.Low, 4)} to {Numbers.Significant(interval.High, 4)}";
}
