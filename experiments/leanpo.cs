#:project parts/Parts.csproj
#:property PublishAot=false

// LeanPO: hints → reflected answers against answers about augmented clips → losses × seeds → tables.
// On MovingShapes, with label noise:
//   dotnet run experiments/leanpo.cs                 minutes on two cores
//   dotnet run experiments/leanpo.cs -- --quick      the same path in seconds, too short to conclude from
// On a Hugging Face checkpoint, from questions with true answers in any format of validate.cs:
//   dotnet run experiments/leanpo.cs -- --model DIR --data questions.json --videos DIR --out OUT
// In OUT: pairs.json (RRPO's format, words that differ are marked), recipe/ (every stage's rows), runs/ (adapters,
// metrics.jsonl, events/ for TensorBoard), ledger.txt, report.html and report.md. What stands in OUT is found again.
// Exit code 2: something was refused, or too few pairs are left.

using System.CommandLine;
using Experiments;
using Kit;
using Kit.Pipelines;
using Kit.Pipelines.LeanPo;
using Kit.Pipelines.Shapes;
using Kit.Pipelines.Studies;
using Kit.Report;
using Kit.Report.LeanPo;
using Kit.Report.Studies;
using Kit.Video;
using Spectre.Console;

Sequence<Variant> losses = LeanPoPlan.Full.Variants;
var study = new StudyOptions();
var checkpoint = new CheckpointStudyOptions(
    study, "leanpo-checkpoint", losses, LeanPoPlan.DpoName, LeanPoPlan.LeanPoName);
var root = new RootCommand("Lean preference optimisation of a video language model.");
study.AddTo(root);
checkpoint.AddTo(root);
root.SetAction(told => Exit.Code(() =>
{
    var setting = new Setting("leanpo.cs", args);
    return checkpoint.IsTold(told, [], []) ? OnCheckpoint(told, setting) : OnShapes(told, setting);
}));
return root.Parse(args).Invoke();

int OnCheckpoint(ParseResult told, Setting setting)
{
    var plan = checkpoint.Plan(told);
    var console = OutputConsole.Standard();
    var system = new SelfReflectionStudy(plan).With(checkpoint.Spoiling(told, Perturbation.LeanPo));
    var result = RunProgress.Listen(console, progress => system.RunAsync(progress).GetAwaiter().GetResult());
    return CheckpointStudyOptions.Publish(result, StudyPaper.LeanPo, setting, console);
}

int OnShapes(ParseResult told, Setting setting)
{
    var folder = study.Folder(told);
    var quick = told.GetValue(study.Quick);
    var plan = quick ? LeanPoPlan.Quick : LeanPoPlan.Full with { Seeds = told.GetValue(study.Seeds) };
    var report = RunProgress.Listen(AnsiConsole.Console, progress =>
    {
        var lab = Lab.Open(plan.Base, Path.Combine(folder, "cache"), progress);
        var result = new LeanPoStudy(lab, plan, Path.Combine(folder, "leanpo"))
            .RunAsync(progress).GetAwaiter().GetResult();
        var whole = quick ? result : result with { Stronger = Stronger(folder, plan, progress) };
        return LeanPoReport.From(whole, lab.Clips, setting.ToKeyValues());
    });
    report.WriteHtml(Path.Combine(folder, "leanpo.html"));
    report.WriteMarkdown(Path.Combine(folder, "leanpo.md"));
    AnsiConsole.Console.Write(report);
    AnsiConsole.Console.WriteLine($"report: {Path.Combine(folder, "leanpo.html")}, {setting.Elapsed:m\\:ss} min");
    return 0;
}

// The same behind the main job's base model, which was taught four times as long.
AblationResult Stronger(string folder, LeanPoPlan plan, IProgress<Advance> progress) => new LeanPoStudy(
    Lab.Open(LabPlan.Full, Path.Combine(folder, "cache"), progress), plan, Path.Combine(folder, "leanpo-stronger"))
    .RunAloneAsync(progress).GetAwaiter().GetResult();
