#:project parts/Parts.csproj
#:property PublishAot=false

// VLM-RLAIF: two answers a question → a judge with a narrative → reward models → PPO → tables, report.
//   dotnet run experiments/vlm-rlaif.cs                 on MovingShapes, minutes on two cores
//   dotnet run experiments/vlm-rlaif.cs -- --quick      the same path in seconds, too short to conclude from
//   dotnet run experiments/vlm-rlaif.cs -- --model DIR --data FILE --videos DIR --out OUT
// The last on a Hugging Face checkpoint and the questions of a file; true answers in it teach the policy's init. The
// checkpoint judges itself, or --judge URL --judge-model NAME does. In OUT: rm.json (the judged pairs as VLM-RLAIF's
// records; their clips are the pictures in frames/, so OUT is its --videos), adapter/ (for describe.cs, evaluate.cs and
// PEFT), ledger.txt, vlm-rlaif.html. A run that was cut off goes on where it stopped. Exit code 2: a file, a record or
// an option was refused, or too few pairs were decided.

using System.CommandLine;
using Experiments;
using Kit.Pipelines;
using Kit.Pipelines.Rlaif;
using Kit.Pipelines.Shapes;
using Kit.Report;
using Kit.Report.Rlaif;
using Spectre.Console;

var study = new StudyOptions();
var checkpoint = new CheckpointOptions();
var rlaif = new RlaifOptions();
var root = new RootCommand("Reinforcement learning from AI feedback on a video language model.");
study.AddTo(root);
checkpoint.AddTo(root);
rlaif.AddTo(root);
root.SetAction(told => Exit.Code(() =>
{
    var (setting, folder, console) = (new Setting("vlm-rlaif.cs", args), study.Folder(told), OutputConsole.Standard());
    var report = RunProgress.Listen(console, progress => checkpoint.IsTold(told)
        ? Published(told, folder, setting, progress) : Shapes(told, folder, setting, progress));
    report.WriteHtml(Path.Combine(folder, "vlm-rlaif.html"));
    report.WriteMarkdown(Path.Combine(folder, "vlm-rlaif.md"));
    console.Write(report);
    console.WriteLine($"report: {Path.Combine(folder, "vlm-rlaif.html")}, {setting.Elapsed:m\\:ss} min");
    return 0;
}));
return root.Parse(args).Invoke();

Document Shapes(ParseResult told, string folder, Setting setting, IProgress<Advance> progress)
{
    checkpoint.RefuseWithoutModel(told);
    rlaif.RefuseWithoutModel(told);
    var plan = told.GetValue(study.Quick)
        ? RlaifPlan.Quick : RlaifPlan.Full with { Seeds = told.GetValue(study.Seeds) };
    var rlaifStudy = RlaifStudy.Open(plan, Path.Combine(folder, "cache"), Path.Combine(folder, "rlaif"), progress);
    var result = rlaifStudy.RunAsync(progress).GetAwaiter().GetResult();
    return RlaifReport.From(result, rlaifStudy.Lab.Clips, setting.ToKeyValues());
}

Document Published(ParseResult told, string folder, Setting setting, IProgress<Advance> progress)
{
    Unread.Refuse(told, [study.Seeds], "none beside --model, where a run has one --seed, got one. Leave it out");
    var plan = rlaif.Plan(told, checkpoint, folder, study.Size(told));
    var result = new CheckpointRlaif(plan, folder).RunAsync(progress).GetAwaiter().GetResult();
    return CheckpointRlaifReport.From(result, setting.ToKeyValues());
}
