#:project ../src/Kit.Report/Kit.Report.csproj
#:package System.CommandLine@2.0.15
#:property PublishAot=false

// RRPO's loss ablation on MovingShapes: clips → a model that sees → its own mistakes → losses × seeds → table, report.
//   dotnet run experiments/rrpo-ablation.cs                 minutes on two cores
//   dotnet run experiments/rrpo-ablation.cs -- --quick      the same path in seconds, too short to conclude from

using System.CommandLine;
using System.Diagnostics;
using Kit;
using Kit.Pipelines;
using Kit.Pipelines.Shapes;
using Kit.Report;
using Kit.Report.Ablations;
using Spectre.Console;
using static Kit.Papers;

var quick = new Option<bool>("--quick") { Description = "Small sizes and one seed: shows the path, proves nothing." };
var seeds = new Option<int>("--seeds") { Description = "Seeds per loss.", DefaultValueFactory = _ => 3 };
var output = new Option<DirectoryInfo>("--out")
{
    Description = "Where reports, logs and caches go.", DefaultValueFactory = _ => new("experiments/out"),
};
var jobs = new Option<int>("--jobs") { Description = "Processes that share the grid.", DefaultValueFactory = _ => 1 };
var root = new RootCommand("Compares preference losses on a small video language model.")
{
    quick, seeds, jobs, output,
};
root.SetAction(arguments =>
{
    var clock = Stopwatch.StartNew();
    var folder = arguments.GetValue(output)!.FullName;
    var plan = arguments.GetValue(quick) ? LabPlan.Quick : LabPlan.Full;
    var ablation = Ablation.Over(
        new Variant("DPO", Dpo),
        new Variant("DPO + TokenKL", Dpo + 0.01 * TokenKL),
        new Variant("RRPO without KL", Rrpo.Without(TokenKL)),
        new Variant("RRPO", Rrpo),
        new Variant("SimPO", SimPo),
        new Variant("LeanPO", LeanPo)).Seeds(arguments.GetValue(quick) ? 1 : arguments.GetValue(seeds));

    var report = RunProgress.Listen(AnsiConsole.Console, progress =>
    {
        var lab = Lab.Open(plan, Path.Combine(folder, "cache"), progress);
        var result = ablation.On(lab).In(Path.Combine(folder, "runs")).InProcesses(arguments.GetValue(jobs))
            .Run(progress);
        MetricFiles.Write(Path.Combine(folder, "metrics"), result);
        return AblationReport.From(result, lab,
        [
            new("command", "dotnet run experiments/rrpo-ablation.cs " + string.Join(' ', args)),
            new("machine", FormattableString.Invariant($"{Environment.ProcessorCount} cores")),
            new("wall time", FormattableString.Invariant($"{clock.Elapsed.TotalMinutes:0.0} minutes")),
        ]);
    });

    report.WriteHtml(Path.Combine(folder, "report.html"));
    report.WriteMarkdown(Path.Combine(folder, "report.md"));
    AnsiConsole.Console.Write(report);
    AnsiConsole.Console.WriteLine(
        $"report: {Path.Combine(folder, "report.html")} and report.md, {clock.Elapsed:m\\:ss} min");
});
return root.Parse(args).Invoke();
