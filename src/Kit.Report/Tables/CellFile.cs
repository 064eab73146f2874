using System.Text.Json;
using Kit.Evaluate.Statistics;

namespace Kit.Report;

/// <summary>A cell as JSON (<see cref="TableFile"/>): what its kind needs, the rest absent.</summary>
internal sealed record CellFile(
    string Kind, string Shown, bool Bold, string? Text = null, double? Value = null, double? Std = null,
    int? Count = null, double? Low = null, double? High = null, double? Level = null, double? StandardError = null,
    double? PValue = null,
    double? Adjusted = null, Sequence<SampleFile>? Samples = null)
{
    public static CellFile From(Cell cell, Column column)
    {
        var file = new CellFile("missing", cell.Show(column.Format), cell.Bold, Samples: Observed(cell));
        return cell switch
        {
            Cell.Words words => file with { Kind = "words", Text = words.Text },
            Cell.Number number => file with { Kind = "number", Value = Known(number.Value) },
            Cell.Spread { Value: var x } => file with
            {
                Kind = "spread", Value = Known(x.Mean), Std = Known(x.Std), Count = x.Count,
            },
            Cell.Difference { Value: var x } difference => file with
            {
                Kind = "difference", Value = Known(x.Value), Low = Known(x.Interval.Low), High = Known(x.Interval.High),
                Level = x.Interval.Level, StandardError = Known(x.StandardError), PValue = Known(x.PValue),
                Adjusted = Known(difference.Adjusted),
            },
            Cell.Baseline => file with { Kind = "baseline" },
            _ => file,
        };
    }

    public Cell ToCell() => Bare() with { Observations = Samples is null ? [] : [.. Samples.Select(sample =>
        new Observation(sample.Item, sample.Seed, sample.Cluster, sample.Value))] };

    private Cell Bare() => Kind switch
    {
        "words" when Text is not null => Cell.From(Text),
        "number" => Cell.From(Given(Value)),
        "spread" when Count is { } count => Cell.From(new MeanStd(Given(Value), Given(Std), count)),
        "difference" when Level is { } level => Cell.From(new Estimate(
            Given(Value), new Interval(Given(Low), Given(High), level), Given(StandardError), Given(PValue))),
        "baseline" => new Cell.Baseline(),
        "missing" => new Cell.Missing(),
        _ => throw new JsonException($"table: expected a cell of a known kind with its fields, got '{Kind}'."),
    };

    private static Sequence<SampleFile>? Observed(Cell cell) => cell.Observations.Count == 0 ? null
        : [.. cell.Observations.Select(one => new SampleFile(one.Item, one.Seed, one.Cluster, one.Value))];

    private static double? Known(double value) => double.IsNaN(value) ? null : value;

    private static double Given(double? value) => value ?? double.NaN;
}
