#:project parts/Parts.csproj
#:property PublishAot=false

// RRPO: a model's own mistakes about spoilt clips → pairs with marked spans → losses × seeds → table, report.
// On MovingShapes:
//   dotnet run experiments/rrpo.cs                 minutes on two cores
//   dotnet run experiments/rrpo.cs -- --quick      the same path in seconds, too short to conclude from
//   dotnet run experiments/rrpo.cs -- --architectures   behind three builds of base model too: ten minutes more
// On a Hugging Face checkpoint, from questions with true answers in any format of validate.cs:
//   dotnet run experiments/rrpo.cs -- --model DIR --data questions.json --videos DIR --out OUT
//   dotnet run experiments/rrpo.cs -- … --judge self --losses dpo rrpo "Rrpo.With(LengthNorm)" --seeds 2
// Without --judge, options, yes or no and answers of at most three words are asked and judged by rule. In OUT:
// pairs.json (RRPO's format), recipe/ (every stage's rows), runs/ (adapters, metrics.jsonl, events/ for TensorBoard),
// ledger.txt, report.html and report.md. What stands in OUT is found again. Exit code 2: something was refused, or too
// few pairs are left.

using System.CommandLine;
using Experiments;
using Kit;
using Kit.Pipelines;
using Kit.Pipelines.Architectures;
using Kit.Pipelines.Perturbing;
using Kit.Pipelines.MoreData;
using Kit.Pipelines.Shapes;
using Kit.Pipelines.Studies;
using Kit.Report;
using Kit.Report.Ablations;
using Kit.Report.Architectures;
using Kit.Report.Perturbing;
using Kit.Report.MoreData;
using Kit.Report.Studies;
using Kit.Video;
using Spectre.Console;
using static Kit.Papers;

Sequence<Variant> losses =
[
    new("DPO", Dpo), new("DPA", Dpa), new("TDPO", Tdpo2), new("DDPO", Ddpo), new("DPO + TokenKL", Dpo + 0.01 * TokenKL),
    new("RRPO without KL", Rrpo.Without(TokenKL)), new("RRPO", Rrpo), new("SimPO", SimPo), new("LeanPO", LeanPo),
];
var study = new StudyOptions();
var jobs = new Option<int>("--jobs") { Description = "Processes that share the grid.", DefaultValueFactory = _ => 1 };
var architectures = new Option<bool>("--architectures")
{
    Description = "DPO and RRPO behind three builds of base model too.",
};
Sequence<string> compared = ["DPO", "RRPO"];
var checkpoint = new CheckpointStudyOptions(study, "rrpo-checkpoint", losses, "DPO", "RRPO");
var judge = new JudgeOptions();
var root = new RootCommand("Compares preference losses on a video language model's own mistakes.")
{
    jobs, architectures,
};
study.AddTo(root);
checkpoint.AddTo(root);
judge.AddTo(root);
root.SetAction(told => Exit.Code(() =>
{
    var setting = new Setting("rrpo.cs", args);
    return checkpoint.IsTold(told, [jobs, architectures], judge.All)
        ? OnCheckpoint(told, setting) : OnShapes(told, setting);
}));
return root.Parse(args).Invoke();

int OnCheckpoint(ParseResult told, Setting setting)
{
    var arbiter = judge.IsSelf(told) ? Arbiter.Itself
        : judge.Endpoint(told, checkpoint.Folder(told)) is { } other ? Arbiter.By(other) : Arbiter.Rule;
    var plan = checkpoint.Plan(told);
    var console = OutputConsole.Standard();
    var system = new SelfAlignmentStudy(plan, arbiter).With(checkpoint.Spoiling(told, Perturbation.Rrpo));
    var result = RunProgress.Listen(console, progress => system.RunAsync(progress).GetAwaiter().GetResult());
    return CheckpointStudyOptions.Publish(result, StudyPaper.Rrpo, setting, console);
}

// RRPO for as many steps as it took above, over as many epochs as that takes.
Ablation Alone(Ablation all, AblationResult result) => all with
{
    Variants = [.. all.Variants.Where(variant => variant.Name == "RRPO")],
    Optimization = all.Optimization with { Epochs = 1000, MaxSteps = result.Runs[0].Steps.Count },
};

int OnShapes(ParseResult told, Setting setting)
{
    var folder = study.Folder(told);
    var ablation = Ablation.Over([.. losses]).Seeds(study.SeedCount(told));
    var report = RunProgress.Listen(AnsiConsole.Console, progress =>
    {
        var lab = Lab.Open(
            told.GetValue(study.Quick) ? LabPlan.Quick : LabPlan.Full, Path.Combine(folder, "cache"), progress);
        var result = ablation.On(lab).In(Path.Combine(folder, "runs")).InProcesses(told.GetValue(jobs)).Run(progress);
        MetricFiles.Write(Path.Combine(folder, "metrics"), result);
        return AblationReport.From(result, lab, setting.ToKeyValues(), [.. Further(told, result, lab, progress)]);
    });
    report.WriteHtml(Path.Combine(folder, "report.html"));
    report.WriteMarkdown(Path.Combine(folder, "report.md"));
    AnsiConsole.Console.Write(report);
    AnsiConsole.Console.WriteLine(
        $"report: {Path.Combine(folder, "report.html")} and report.md, {setting.Elapsed:m\\:ss} min");
    return 0;
}

IEnumerable<Section> Further(ParseResult told, AblationResult result, Lab lab, IProgress<Advance> progress)
{
    var (folder, quick) = (study.Folder(told), told.GetValue(study.Quick));
    yield return PerturbationReport.From(new PerturbationStudy(
        lab, quick ? PerturbationStudy.Few : PerturbationStudy.All, Alone(result.Ablation, result),
        Path.Combine(folder, "perturbations")).Run(progress), lab);
    yield return ScaleReport.From(new ScaleStudy(
        lab, result, ScaleStudy.Quarters, compared, Path.Combine(folder, "scale")).Run(progress));
    if (told.GetValue(architectures))
        yield return ArchitectureReport.From(new ArchitectureStudy(
            quick ? LabPlan.Quick : LabPlan.Sooner, Architecture.All, result.Only(compared).Ablation,
            Path.Combine(folder, "cache"), Path.Combine(folder, "architectures")).Run(progress));
}
