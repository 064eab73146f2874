#:project parts/Parts.csproj
#:property PublishAot=false

// RRPO's loss ablation on MovingShapes: clips → a model that sees → its own mistakes → losses × seeds → table, report.
//   dotnet run experiments/rrpo.cs                 minutes on two cores
//   dotnet run experiments/rrpo.cs -- --quick      the same path in seconds, too short to conclude from

using System.CommandLine;
using Experiments;
using Kit;
using Kit.Pipelines;
using Kit.Pipelines.Shapes;
using Kit.Report;
using Kit.Report.Ablations;
using Spectre.Console;
using static Kit.Papers;

var study = new StudyOptions();
var jobs = new Option<int>("--jobs") { Description = "Processes that share the grid.", DefaultValueFactory = _ => 1 };
var root = new RootCommand("Compares preference losses on a small video language model.") { jobs };
study.AddTo(root);
root.SetAction(arguments =>
{
    var setting = new Setting("rrpo.cs", args);
    var folder = study.Folder(arguments);
    var plan = arguments.GetValue(study.Quick) ? LabPlan.Quick : LabPlan.Full;
    var ablation = Ablation.Over(
        new Variant("DPO", Dpo),
        new Variant("DPO + TokenKL", Dpo + 0.01 * TokenKL),
        new Variant("RRPO without KL", Rrpo.Without(TokenKL)),
        new Variant("RRPO", Rrpo),
        new Variant("SimPO", SimPo),
        new Variant("LeanPO", LeanPo)).Seeds(study.SeedCount(arguments));

    var report = RunProgress.Listen(AnsiConsole.Console, progress =>
    {
        var lab = Lab.Open(plan, Path.Combine(folder, "cache"), progress);
        var result = ablation.On(lab).In(Path.Combine(folder, "runs")).InProcesses(arguments.GetValue(jobs))
            .Run(progress);
        MetricFiles.Write(Path.Combine(folder, "metrics"), result);
        return AblationReport.From(result, lab, setting.ToKeyValues());
    });

    report.WriteHtml(Path.Combine(folder, "report.html"));
    report.WriteMarkdown(Path.Combine(folder, "report.md"));
    AnsiConsole.Console.Write(report);
    AnsiConsole.Console.WriteLine(
        $"report: {Path.Combine(folder, "report.html")} and report.md, {setting.Elapsed:m\\:ss} min");
});
return root.Parse(args).Invoke();
