using Kit.Data.Storage;
using Kit.Pipelines.Alignment;
using Kit.Report.TensorBoard;
using Kit.Train.Health;

namespace Kit.Report.Runs;

/// <summary>What a run leaves behind while it goes on: <c>metrics.jsonl</c>, <c>notes.txt</c> and TensorBoard's event
/// files, on disk after every step.</summary>
public sealed class RunLog : IDisposable
{
    private const string MetricsName = "metrics.jsonl", NotesName = "notes.txt", EventsName = "events";

    private readonly string notesFile;
    private readonly MetricWriter writer;
    private readonly EventWriter events;
    private readonly HealthWatch watch;
    private readonly List<MetricRow> rows;
    private readonly List<Note> notes = [];

    private RunLog(string folder, MetricWriter writer, EventWriter events, HealthWatch watch, List<MetricRow> rows) =>
        (notesFile, this.writer, this.events, this.watch, this.rows) =
            (Path.Combine(folder, NotesName), writer, events, watch, rows);

    /// <summary>Metrics of all steps so far, those before a resumption among them.</summary>
    public MetricLog Metrics => new(Sequence.From(rows));

    /// <summary>Notes since the log was opened.</summary>
    public IReadOnlyList<Note> Notes => notes;

    /// <summary>A fresh log; that of an earlier run in the folder is replaced, its event files stay.</summary>
    public static RunLog Open(string folder) => Open(folder, new HealthWatch());

    /// <summary>The log of a run that goes on at a step: what was written of it and of later steps is taken back.
    /// </summary>
    /// <exception cref="InvalidDataException">The metrics in the folder are damaged.</exception>
    public static RunLog Resume(string folder, int step)
    {
        var path = Path.Combine(folder, MetricsName);
        var rows = File.Exists(path) ? MetricLog.Read(path).Rows.Where(row => row.Step < step).ToList() : [];
        var watch = new HealthWatch();
        foreach (var row in rows) watch.See((int)row.Step, row.Values.ToDictionary(v => v.Name, v => v.Value));
        return new RunLog(folder, Again(path, rows), EventWriter.Open(Path.Combine(folder, EventsName), step), watch, rows);
    }

    /// <summary>The same with rules of one's own.</summary>
    public static RunLog Open(string folder, HealthWatch watch)
    {
        File.Delete(Path.Combine(folder, NotesName));
        return new RunLog(
            folder, Again(Path.Combine(folder, MetricsName), []), EventWriter.Open(Path.Combine(folder, EventsName)), watch, []);
    }

    /// <summary>Writes a step.</summary>
    /// <returns>What left its healthy range at this step.</returns>
    public IReadOnlyList<Note> Write(StepReport step)
    {
        var row = new MetricRow(step.Step, [.. step.Metrics.Select(m => new MetricValue(m.Key, m.Value))]);
        rows.Add(row);
        writer.Write(row);
        events.Write(row);
        var fresh = watch.See(step.Step, step.Metrics);
        notes.AddRange(fresh);
        foreach (var note in fresh) File.AppendAllText(notesFile, $"{note}\n");
        return fresh;
    }

    public void Dispose()
    {
        writer.Dispose();
        events.Dispose();
    }

    private static MetricWriter Again(string path, IEnumerable<MetricRow> rows)
    {
        AtomicFile.WriteText(path, "");
        var writer = MetricWriter.Append(path);
        foreach (var row in rows) writer.Write(row);
        return writer;
    }
}
