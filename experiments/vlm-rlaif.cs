#:project ../src/Kit.Report/Kit.Report.csproj
#:package System.CommandLine@2.0.15
#:property PublishAot=false

// VLM-RLAIF on MovingShapes: two answers a question → a judge with a narrative → reward models → PPO → tables, report.
//   dotnet run experiments/vlm-rlaif.cs                 minutes on two cores
//   dotnet run experiments/vlm-rlaif.cs -- --quick      the same path in seconds, too short to conclude from

using System.CommandLine;
using System.Diagnostics;
using Kit.Pipelines.Rlaif;
using Kit.Pipelines.Shapes;
using Kit.Report;
using Kit.Report.Rlaif;
using Spectre.Console;

var quick = new Option<bool>("--quick") { Description = "Small sizes and one seed: shows the path, proves nothing." };
var seeds = new Option<int>("--seeds") { Description = "Seeds per variant.", DefaultValueFactory = _ => 3 };
var output = new Option<DirectoryInfo>("--out")
{
    Description = "Where reports and caches go.", DefaultValueFactory = _ => new("experiments/out"),
};
var root = new RootCommand("Reinforcement learning from AI feedback on a small video language model.")
{
    quick, seeds, output,
};
root.SetAction(arguments =>
{
    var clock = Stopwatch.StartNew();
    var folder = arguments.GetValue(output)!.FullName;
    var plan = arguments.GetValue(quick) ? RlaifPlan.Quick : RlaifPlan.Full with { Seeds = arguments.GetValue(seeds) };
    var report = RunProgress.Listen(AnsiConsole.Console, progress =>
    {
        var lab = Lab.Open(plan.Base, Path.Combine(folder, "cache"), progress);
        var result = new RlaifStudy(lab, plan, Path.Combine(folder, "rlaif"))
            .RunAsync(progress).GetAwaiter().GetResult();
        return RlaifReport.From(result,
        [
            new("command", "dotnet run experiments/vlm-rlaif.cs " + string.Join(' ', args)),
            new("machine", FormattableString.Invariant($"{Environment.ProcessorCount} cores")),
            new("wall time", FormattableString.Invariant($"{clock.Elapsed.TotalMinutes:0.0} minutes")),
        ]);
    });
    report.WriteHtml(Path.Combine(folder, "vlm-rlaif.html"));
    report.WriteMarkdown(Path.Combine(folder, "vlm-rlaif.md"));
    AnsiConsole.Console.Write(report);
    AnsiConsole.Console.WriteLine($"report: {Path.Combine(folder, "vlm-rlaif.html")}, {clock.Elapsed:m\\:ss} min");
});
return root.Parse(args).Invoke();
