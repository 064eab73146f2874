using Kit.Pipelines.Alignment;
using Kit.Report.Rendering;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Kit.Report.Runs;

/// <summary>Shows a run while it goes on: a picture that is redrawn on a terminal, lines elsewhere.</summary>
/// <remarks>It draws what steps have logged and asks the device for nothing.</remarks>
public static class TrainingView
{
    private const int Bar = 24, Shown = 4;

    private static readonly TimeSpan Redrawn = TimeSpan.FromSeconds(0.1), Every = TimeSpan.FromSeconds(5);

    /// <summary>Does the work and shows and logs its steps.</summary>
    public static T Show<T>(IAnsiConsole console, RunLog log, Func<IProgress<StepReport>, T> work) =>
        RunProgress.Interactive(console) ? Live(console, log, work) : Lines(console, log, work, TimeProvider.System);

    /// <summary>The picture of a step.</summary>
    internal static IRenderable Picture(StepReport step, RunLog log)
    {
        var text = new StepText(step, log.Metrics.Rows);
        return new Rows(
        [
            new Paragraph().Append(Filled(text.Done), new Style(Color.Green))
                .Append(Rest(text.Done), new Style(Color.Grey)).Append($"  {text.Pace}"),
            new Text(text.Curves), new Text(text.Machine, new Style(Color.Grey)),
            .. ConsoleChart.Lines(RunReport.Moved(log.Metrics))
                .Select(line => new Text($"Δlogp {Plain.OneLine(line)}")),
            .. log.Notes.TakeLast(Shown).Select(note => new Text(Plain.OneLine($"! {note}"), new Style(Color.Yellow))),
        ]);
    }

    internal static T Lines<T>(
        IAnsiConsole console, RunLog log, Func<IProgress<StepReport>, T> work, TimeProvider time)
    {
        var (start, shown) = (time.GetTimestamp(), (TimeSpan?)null);
        return work(new Listener(step =>
        {
            var notes = log.Write(step);
            var elapsed = time.GetElapsedTime(start);
            if (shown is null || step.Step + 1 == step.Total || elapsed - shown >= Every)
            {
                shown = elapsed;
                var text = new StepText(step, log.Metrics.Rows);
                string[] said = [text.Pace, text.Curves, text.Moved, text.Machine];
                Say(console, string.Join("; ", said.Where(part => part != "")));
            }

            foreach (var note in notes) Say(console, $"note: {note}");
        }));
    }

    private static T Live<T>(IAnsiConsole console, RunLog log, Func<IProgress<StepReport>, T> work) => console
        .Live(new Text("training: first step")).Start(context =>
        {
            var (start, shown) = (TimeProvider.System.GetTimestamp(), (TimeSpan?)null);
            return work(new Listener(step =>
            {
                log.Write(step);
                var elapsed = TimeProvider.System.GetElapsedTime(start);
                if (step.Step + 1 < step.Total && elapsed - shown < Redrawn) return;
                shown = elapsed;
                context.UpdateTarget(Picture(step, log));
            }));
        });

    private static void Say(IAnsiConsole console, string line) =>
        console.Profile.Out.Writer.WriteLine(Plain.OneLine(line));

    private static string Filled(double done) => new('━', (int)(done * Bar));

    private static string Rest(double done) => new('─', Bar - (int)(done * Bar));

    private sealed class Listener(Action<StepReport> told) : IProgress<StepReport>
    {
        public void Report(StepReport value) => told(value);
    }
}
