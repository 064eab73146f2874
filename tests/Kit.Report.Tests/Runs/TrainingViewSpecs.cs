using Kit.Pipelines.Alignment;
using Kit.Report.Runs;
using Kit.Train.Metrics;
using VerifyXunit;

namespace Kit.Report.Tests.Runs;

public sealed class TrainingViewSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-run-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public Task A_run_in_a_log()
    {
        var (text, time) = (new StringWriter(), new ManualTime());
        using var log = RunLog.Open(folder);
        var done = TrainingView.Lines(OutputConsole.Plain(text), log, progress =>
        {
            foreach (var step in Enumerable.Range(0, 20))
            {
                time.Advance(TimeSpan.FromSeconds(2));
                progress.Report(GivenRun.Step(step, 20));
            }

            return "done";
        }, time);
        Assert.Equal("done", done);
        return Verifier.Verify(text.ToString().ReplaceLineEndings("\n").TrimEnd()).ToTask();
    }

    [Fact]
    public Task A_run_on_a_terminal()
    {
        using var log = RunLog.Open(folder);
        foreach (var step in Enumerable.Range(0, 16)) log.Write(GivenRun.Step(step));
        var (console, text) = Given.Console();
        console.Write(TrainingView.Picture(GivenRun.Step(15), log));
        return Verifier.Verify(string.Join('\n', text.ToString().ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()))
            .TrimEnd()).ToTask();
    }

    [Fact]
    public void A_page_of_a_run_has_its_curves_notes_and_card()
    {
        using var log = RunLog.Open(folder);
        foreach (var step in Enumerable.Range(0, 12)) log.Write(GivenRun.Step(step));
        var page = RunReport.From(GivenRun.Card, log).ToHtml();
        foreach (var part in new[] { "Δlogp of answers", "chosen answers lose likelihood", "Reward margin", "161 M of 8.45 G weights" })
            Assert.Contains(part, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Entropy", page, StringComparison.Ordinal);
    }

    private sealed class ManualTime : TimeProvider
    {
        private long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Advance(TimeSpan span) => ticks += span.Ticks;
    }
}
