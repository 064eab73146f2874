using Kit.Report.Rendering;
using Spectre.Console;

namespace Kit.Report;

/// <summary>Stages as bars of Spectre.Console; one that is over leaves a line.</summary>
internal sealed class BarStages(IAnsiConsole console, ProgressContext context) : Stages
{
    public override StageProgress Begin(string name, long total, string unit) =>
        new BarStage(this, context, name, total, unit);

    public override void Say(string line) => console.WriteLine(Plain.OneLine(line));

    private sealed class BarStage(BarStages bars, ProgressContext context, string name, long total, string unit)
        : StageProgress(name, total, unit, TimeProvider.System)
    {
        private readonly ProgressTask bar = context.AddTask(Escaped(name), maxValue: Math.Max(1, total));

        private protected override void Changed(string note)
        {
            bar.Value = Done;
            var tail = note == "" ? Rates : $"{Rates}, {note}";
            bar.Description = Escaped($"{Name}  {tail}");
        }

        private protected override void Closed()
        {
            bar.Value = bar.MaxValue;
            bar.StopTask();
            bars.Say(Summary);
        }

        private static string Escaped(string text) => Spectre.Console.Markup.Escape(Plain.OneLine(text));
    }
}
