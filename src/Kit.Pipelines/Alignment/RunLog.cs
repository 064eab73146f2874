using Kit.Train.Health;
using Kit.Train.Metrics;
using Kit.Train.TensorBoard;

namespace Kit.Pipelines.Alignment;

/// <summary>What a run leaves behind while it goes on: <c>metrics.jsonl</c>, <c>notes.txt</c> and TensorBoard's event
/// files, on disk after every step.</summary>
/// <remarks>A run that goes on finds the metrics of its earlier steps; what an interrupted run wrote of its first step
/// and of later ones is taken back when that step is written.</remarks>
public sealed class RunLog : IDisposable
{
    private const string MetricsName = "metrics.jsonl", NotesName = "notes.txt", EventsName = "events";

    private readonly string folder;
    private readonly HealthWatch watch;
    private readonly List<MetricRow> rows;
    private readonly List<Note> notes = [];
    private MetricWriter? writer;
    private EventWriter? events;

    private RunLog(string folder, HealthWatch watch, List<MetricRow> rows) =>
        (this.folder, this.watch, this.rows) = (folder, watch, rows);

    /// <summary>Metrics of all steps so far, those of earlier runs in the folder that this one goes on from among them.
    /// </summary>
    public MetricLog Metrics => new(Sequence.From(rows));

    /// <summary>The same steps as they were reported; the last is the total of each.</summary>
    public IReadOnlyList<StepReport> Steps => [.. rows.Select(row => new StepReport(
        (int)row.Step, rows.Count, row.Values.ToDictionary(value => value.Name, value => value.Value)))];

    /// <summary>Notes since the log was opened.</summary>
    public IReadOnlyList<Note> Notes => notes;

    /// <summary>The log of a folder; nothing is written before the first step.</summary>
    /// <exception cref="InvalidDataException">The metrics in the folder are damaged.</exception>
    public static RunLog Open(string folder) => Open(folder, new HealthWatch());

    /// <summary>The same with rules of one's own.</summary>
    public static RunLog Open(string folder, HealthWatch watch)
    {
        var path = Path.Combine(folder, MetricsName);
        return new RunLog(folder, watch, File.Exists(path) ? [.. MetricLog.Read(path).Rows] : []);
    }

    /// <summary>Writes a step.</summary>
    /// <returns>What left its healthy range at this step.</returns>
    public IReadOnlyList<Note> Write(StepReport step)
    {
        if (writer is null) Begin(step.Step);
        var row = new MetricRow(step.Step, [.. step.Metrics.Select(m => new MetricValue(m.Key, m.Value))]);
        rows.Add(row);
        writer!.Write(row);
        events!.Write(row);
        var fresh = watch.See(step.Step, step.Metrics);
        notes.AddRange(fresh);
        foreach (var note in fresh) File.AppendAllText(Path.Combine(folder, NotesName), $"{note}\n");
        return fresh;
    }

    public void Dispose()
    {
        writer?.Dispose();
        events?.Dispose();
    }

    private void Begin(int step)
    {
        rows.RemoveAll(row => row.Step >= step);
        foreach (var row in rows) watch.See((int)row.Step, row.Values.ToDictionary(v => v.Name, v => v.Value));
        if (step == 0) File.Delete(Path.Combine(folder, NotesName));
        writer = MetricWriter.Replace(Path.Combine(folder, MetricsName), rows);
        var (place, earlier) = (Path.Combine(folder, EventsName), Directory.Exists(Path.Combine(folder, EventsName)));
        events = EventWriter.Open(place, earlier ? step : null);
    }
}
