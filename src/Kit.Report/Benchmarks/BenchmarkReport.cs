using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Statistics;

namespace Kit.Report.Benchmarks;

/// <summary>One benchmark's results as a page.</summary>
public static class BenchmarkReport
{
    /// <summary>The table of models, their paired comparisons, every number, what was left out, and the
    /// protocol.</summary>
    /// <param name="results">The first is the baseline of the others; all of one protocol.</param>
    public static Document From(IReadOnlyList<BenchmarkResult> results)
    {
        var first = results[0];
        var page = Document.From(
            $"Benchmark {first.Benchmark}", $"{first.Scored} of {first.Ledger.Count} questions scored",
            new Block.Tabular(BenchmarkTable.From(results)));
        if (results.Count > 1) page = page.With(new Block.Tabular(Compared(results)));
        foreach (var result in results)
            page = page.Section(result.Subject.Name, new Block.Tabular(BenchmarkTable.Details(result)),
                new Block.Code(result.Ledger.ToTable()),
                new Block.KeyValues(
                    [new("weights", result.Subject.Weights), new("adapters", result.Subject.Adapters)]));
        return page.Section("Protocol", new Block.KeyValues(
            [.. first.Protocol.Conditions.Select(c => new KeyValue(c.Name, c.Value))]));
    }

    private static Table Compared(IReadOnlyList<BenchmarkResult> results) => PairedComparison
        .From(results[0], [.. results.Skip(1)], new Bootstrap()).Aggregate(
            Table.From($"Differences from {results[0].Subject.Name}", Column.Words("model"),
                Column.Number("difference"),
                Column.Number("p, clustered"), Column.Number("p, Holm"), Column.Number("p, McNemar exact"),
                Column.Number("detectable difference")),
            (table, c) => table.With(Cell.From(c.Candidate), Cell.From(c.Difference), Cell.From(c.PValue),
                Cell.From(c.Adjusted), c.Exact is { } exact ? Cell.From(exact.PValue) : new Cell.Missing(),
                Cell.From(c.Detectable)));
}
