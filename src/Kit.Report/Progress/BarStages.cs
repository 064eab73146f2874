using Kit.Report.Rendering;
using Spectre.Console;

namespace Kit.Report;

/// <summary>Stages as bars of Spectre.Console.</summary>
internal sealed class BarStages(IAnsiConsole console, ProgressContext context) : Stages
{
    public override Stage Begin(string name, long total, string unit) => new BarStage(context, name, total, unit);

    public override void Say(string line) => console.WriteLine(Plain.OneLine(line));

    private sealed class BarStage(ProgressContext context, string name, long total, string unit)
        : Stage(name, total, unit, TimeProvider.System)
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
            if (Total == 0) bar.Value = bar.MaxValue;
            bar.StopTask();
        }

        private static string Escaped(string text) => Spectre.Console.Markup.Escape(Plain.OneLine(text));
    }
}
