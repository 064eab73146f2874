#:project ../src/Kit.Report/Kit.Report.csproj
#:package System.CommandLine@2.0.15
#:property PublishAot=false

// LeanPO on MovingShapes: hints → reflected answers against answers about augmented clips → losses × seeds, label noise
// → tables.
//   dotnet run experiments/leanpo.cs                 minutes on two cores
//   dotnet run experiments/leanpo.cs -- --quick      the same path in seconds, too short to conclude from

using System.CommandLine;
using System.Diagnostics;
using Kit.Pipelines;
using Kit.Pipelines.LeanPo;
using Kit.Pipelines.Shapes;
using Kit.Report;
using Kit.Report.LeanPo;
using Spectre.Console;

var quick = new Option<bool>("--quick") { Description = "Small sizes and one seed: shows the path, proves nothing." };
var seeds = new Option<int>("--seeds") { Description = "Seeds per variant.", DefaultValueFactory = _ => 3 };
var output = new Option<DirectoryInfo>("--out")
{
    Description = "Where reports and caches go.", DefaultValueFactory = _ => new("experiments/out"),
};
var root = new RootCommand("Lean preference optimisation of a small video language model.")
{
    quick, seeds, output,
};
root.SetAction(arguments =>
{
    var clock = Stopwatch.StartNew();
    var folder = arguments.GetValue(output)!.FullName;
    var plan = arguments.GetValue(quick)
        ? LeanPoPlan.Quick : LeanPoPlan.Full with { Seeds = arguments.GetValue(seeds) };
    var report = RunProgress.Listen(AnsiConsole.Console, progress =>
    {
        var lab = Lab.Open(plan.Base, Path.Combine(folder, "cache"), progress);
        var result = new LeanPoStudy(lab, plan, Path.Combine(folder, "leanpo"))
            .RunAsync(progress).GetAwaiter().GetResult();
        var whole = arguments.GetValue(quick) ? result : result with { Stronger = Stronger(folder, plan, progress) };
        return LeanPoReport.From(whole, lab.Clips,
        [
            new("command", "dotnet run experiments/leanpo.cs " + string.Join(' ', args)),
            new("machine", FormattableString.Invariant($"{Environment.ProcessorCount} cores")),
            new("wall time", FormattableString.Invariant($"{clock.Elapsed.TotalMinutes:0.0} minutes")),
        ]);
    });
    report.WriteHtml(Path.Combine(folder, "leanpo.html"));
    report.WriteMarkdown(Path.Combine(folder, "leanpo.md"));
    AnsiConsole.Console.Write(report);
    AnsiConsole.Console.WriteLine($"report: {Path.Combine(folder, "leanpo.html")}, {clock.Elapsed:m\\:ss} min");
});
return root.Parse(args).Invoke();

// The same behind the main job's base model, which was taught four times as long.
AblationResult Stronger(string folder, LeanPoPlan plan, IProgress<Advance> progress) => new LeanPoStudy(
    Lab.Open(LabPlan.Full, Path.Combine(folder, "cache"), progress), plan, Path.Combine(folder, "leanpo-stronger"))
    .RunAloneAsync(progress).GetAwaiter().GetResult();
