using System.Text;
using System.Text.Json;
using Kit.Data.Storage;
using Kit.Pipelines.Alignment;

namespace Kit.Pipelines.Studies;

/// <summary>The steps of a run as <c>metrics.jsonl</c>, one line each, on disk at once; steps that a run which goes on
/// does again replace those that were there.</summary>
internal sealed class StepLog : IProgress<StepReport>
{
    private readonly string path;
    private readonly List<SortedDictionary<string, double>> rows;
    private bool begun;

    private StepLog(string path, List<SortedDictionary<string, double>> rows) => (this.path, this.rows) = (path, rows);

    /// <summary>All steps so far.</summary>
    public IReadOnlyList<StepReport> Steps => [.. rows.Select((row, step) => new StepReport(step, rows.Count, row))];

    /// <summary>A last line that was only half written is a step that was not finished.</summary>
    public static StepLog Open(string path)
    {
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        return new(path, [.. whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read)]);
    }

    public void Report(StepReport value)
    {
        if (!begun) Begin(value.Step);
        SortedDictionary<string, double> row = new(
            value.Metrics.ToDictionary(one => one.Key, one => one.Value), StringComparer.Ordinal);
        rows.Add(row);
        File.AppendAllText(path, Line(row, value.Step));
    }

    private void Begin(int step)
    {
        begun = true;
        rows.RemoveRange(Math.Min(step, rows.Count), Math.Max(0, rows.Count - step));
        AtomicFile.WriteText(path, string.Concat(rows.Select(Line)));
    }

    private static SortedDictionary<string, double> Read(string line)
    {
        var row = JsonSerializer.Deserialize<SortedDictionary<string, double>>(line)!;
        row.Remove("step");
        return new(row, StringComparer.Ordinal);
    }

    private static string Line(SortedDictionary<string, double> row, int step) => new StringBuilder("{\"step\":")
        .Append(step).Append(',').Append(JsonSerializer.Serialize(row).AsSpan(1)).Append('\n').ToString();
}
