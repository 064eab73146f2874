#:project parts/Parts.csproj
#:property PublishAot=false

// VLM-RLAIF on MovingShapes: two answers a question → a judge with a narrative → reward models → PPO → tables, report.
//   dotnet run experiments/vlm-rlaif.cs                 minutes on two cores
//   dotnet run experiments/vlm-rlaif.cs -- --quick      the same path in seconds, too short to conclude from

using System.CommandLine;
using Experiments;
using Kit.Pipelines.Rlaif;
using Kit.Pipelines.Shapes;
using Kit.Report;
using Kit.Report.Rlaif;
using Spectre.Console;

var study = new StudyOptions();
var root = new RootCommand("Reinforcement learning from AI feedback on a small video language model.");
study.AddTo(root);
root.SetAction(arguments =>
{
    var setting = new Setting("vlm-rlaif.cs", args);
    var folder = study.Folder(arguments);
    var plan = arguments.GetValue(study.Quick)
        ? RlaifPlan.Quick : RlaifPlan.Full with { Seeds = arguments.GetValue(study.Seeds) };
    var report = RunProgress.Listen(AnsiConsole.Console, progress =>
    {
        var lab = Lab.Open(plan.Base, Path.Combine(folder, "cache"), progress);
        var result = new RlaifStudy(lab, plan, Path.Combine(folder, "rlaif"))
            .RunAsync(progress).GetAwaiter().GetResult();
        return RlaifReport.From(result, setting.ToKeyValues());
    });
    report.WriteHtml(Path.Combine(folder, "vlm-rlaif.html"));
    report.WriteMarkdown(Path.Combine(folder, "vlm-rlaif.md"));
    AnsiConsole.Console.Write(report);
    AnsiConsole.Console.WriteLine($"report: {Path.Combine(folder, "vlm-rlaif.html")}, {setting.Elapsed:m\\:ss} min");
});
return root.Parse(args).Invoke();
