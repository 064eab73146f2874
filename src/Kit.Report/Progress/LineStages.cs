using Kit.Report.Rendering;
using Spectre.Console;

namespace Kit.Report;

/// <summary>Stages as lines of a log: one at the start, one every few seconds, one at the end.</summary>
internal sealed class LineStages(IAnsiConsole console, TimeProvider time) : Stages
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public override StageProgress Begin(string name, long total, string unit) =>
        new LineStage(this, name, total, unit, time);

    public override void Say(string line) => console.Profile.Out.Writer.WriteLine(Plain.OneLine(line));

    private sealed class LineStage : StageProgress
    {
        private readonly LineStages lines;
        private TimeSpan shown;

        public LineStage(LineStages lines, string name, long total, string unit, TimeProvider time)
            : base(name, total, unit, time)
        {
            this.lines = lines;
            lines.Say($"{Name}: 0/{Total} {Unit}");
        }

        private protected override void Changed(string note)
        {
            if (Elapsed - shown < Every || Done >= Total) return;
            shown = Elapsed;
            var tail = note == "" ? "" : $", {note}";
            var ahead = Remaining is { } left ? $", {Rates}, {Span(left)} left" : $", {Span(Elapsed)} so far";
            lines.Say($"{Name}: {Done}/{Total} {Unit}{ahead}{tail}");
        }

        private protected override void Closed() => lines.Say(Summary);
    }
}
