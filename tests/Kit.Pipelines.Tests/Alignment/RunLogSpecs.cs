using Kit.Pipelines.Alignment;
using Kit.Train.Metrics;

namespace Kit.Pipelines.Tests.Alignment;

public sealed class RunLogSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-log-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Steps_and_notes_are_on_disk_when_they_are_reported()
    {
        using var log = RunLog.Open(folder);
        foreach (var step in Enumerable.Range(0, 12)) log.Write(Step(step));
        Assert.Equal(12, MetricLog.Read(Path.Combine(folder, "metrics.jsonl")).Rows.Count);
        Assert.Contains("displacement: chosen answers lose likelihood", File.ReadAllText(Path.Combine(folder, "notes.txt")), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(folder, "events")));
    }

    /// <summary>A run that was saved after step 5 and killed in step 8 goes on with step 5.</summary>
    [Fact]
    public void A_log_goes_on_where_its_run_does()
    {
        using (var log = RunLog.Open(folder))
            foreach (var step in Enumerable.Range(0, 8)) log.Write(Step(step));
        File.AppendAllText(Path.Combine(folder, "metrics.jsonl"), "{\"step\":8,\"lo");
        using (var log = RunLog.Open(folder))
        {
            Assert.Equal(8, log.Metrics.Rows.Count);
            foreach (var step in Enumerable.Range(5, 7)) log.Write(Step(step));
            Assert.Equal(Enumerable.Range(0, 12), log.Metrics.Rows.Select(row => (int)row.Step));
            Assert.Equal(log.Metrics.Rows, MetricLog.Read(Path.Combine(folder, "metrics.jsonl")).Rows);
            Assert.Single(log.Notes);
        }

        Assert.Equal(2, Directory.GetFiles(Path.Combine(folder, "events")).Length);
    }

    [Fact]
    public void A_log_that_starts_again_forgets_the_earlier_run()
    {
        using (var log = RunLog.Open(folder))
            foreach (var step in Enumerable.Range(0, 12)) log.Write(Step(step));
        using (var log = RunLog.Open(folder)) log.Write(Step(0));
        Assert.Single(MetricLog.Read(Path.Combine(folder, "metrics.jsonl")).Rows);
        Assert.False(File.Exists(Path.Combine(folder, "notes.txt")));
    }

    [Fact]
    public void Steps_come_back_as_they_were_reported_also_from_the_disk()
    {
        using (var log = RunLog.Open(folder))
            foreach (var step in Enumerable.Range(0, 2)) log.Write(Step(step));
        using var again = RunLog.Open(folder);
        Assert.Equal([(0, 2), (1, 2)], again.Steps.Select(step => (step.Step, step.Total)));
        Assert.Equal(Step(1).Metrics, again.Steps[1].Metrics);
    }

    /// <summary>A step of a run whose chosen answers lose likelihood.</summary>
    private static StepReport Step(int step) => new(step, 40, new SortedDictionary<string, double>(StringComparer.Ordinal)
    {
        ["loss"] = 0.69 - 0.01 * step, ["delta/chosen"] = -0.2 * step, ["delta/rejected"] = -0.5 * step,
        ["displacement"] = 0.7,
    });
}
