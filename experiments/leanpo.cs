#:project parts/Parts.csproj
#:property PublishAot=false

// LeanPO on MovingShapes: hints → reflected answers against answers about augmented clips → losses × seeds, label noise
// → tables.
//   dotnet run experiments/leanpo.cs                 minutes on two cores
//   dotnet run experiments/leanpo.cs -- --quick      the same path in seconds, too short to conclude from

using System.CommandLine;
using Experiments;
using Kit.Pipelines.LeanPo;
using Kit.Pipelines.Shapes;
using Kit.Report;
using Kit.Report.LeanPo;
using Spectre.Console;

var study = new StudyOptions();
var root = new RootCommand("Lean preference optimisation of a small video language model.");
study.AddTo(root);
root.SetAction(arguments =>
{
    var setting = new Setting("leanpo.cs", args);
    var folder = study.Folder(arguments);
    var plan = arguments.GetValue(study.Quick)
        ? LeanPoPlan.Quick : LeanPoPlan.Full with { Seeds = arguments.GetValue(study.Seeds) };
    var report = RunProgress.Listen(AnsiConsole.Console, progress =>
    {
        var lab = Lab.Open(
            arguments.GetValue(study.Quick) ? LabPlan.Quick : LabPlan.Full, Path.Combine(folder, "cache"), progress);
        var result = new LeanPoStudy(lab, plan, Path.Combine(folder, "leanpo"))
            .RunAsync(progress).GetAwaiter().GetResult();
        return LeanPoReport.From(result, setting.ToKeyValues());
    });
    report.WriteHtml(Path.Combine(folder, "leanpo.html"));
    report.WriteMarkdown(Path.Combine(folder, "leanpo.md"));
    AnsiConsole.Console.Write(report);
    AnsiConsole.Console.WriteLine($"report: {Path.Combine(folder, "leanpo.html")}, {setting.Elapsed:m\\:ss} min");
});
return root.Parse(args).Invoke();
