#:project parts/Parts.csproj
#:property PublishAot=false

// Aligns a Hugging Face checkpoint by a file of preferences about videos, and writes a PEFT adapter.
//   dotnet run experiments/align.cs -- --model DIR --data pairs.json --videos DIR --loss rrpo --out OUT
//   dotnet run experiments/align.cs -- … --loss "Dpo.With(LengthNorm) + 0.01 * TokenKL" --rank 64 --frames 16
//   dotnet run experiments/align.cs -- … --dry-run        prints the run card and stops
//   dotnet run experiments/align.cs -- … --resume         goes on from OUT's newest checkpoint, if there is one
// In OUT: checkpoints/, adapter/ (for describe.cs, evaluate.cs and PEFT), metrics.jsonl, events/ (TensorBoard),
// notes.txt, ledger.txt, report.html. Exit code 2: a file, a record or an option was refused, or the run stopped; one
// line says why.

using System.CommandLine;
using Experiments;
using Kit;
using Kit.Data.Storage;
using Kit.Pipelines.Alignment;
using Kit.Report;
using Kit.Report.Reproductions;
using Kit.Report.Runs;
using Kit.Train.Saving;
using Spectre.Console;

var checkpoint = new CheckpointOptions().Required();
var loss = new Option<string>("--loss")
{
    Description = "A name (dpo, simpo, rrpo, …), a composition (\"Dpo.With(LengthNorm)\") or a formula.",
    DefaultValueFactory = _ => "dpo",
};
var seed = new Option<long>("--seed") { DefaultValueFactory = _ => 1 };
var output = new Option<DirectoryInfo>("--out") { DefaultValueFactory = _ => new("experiments/out/align") };
var resume = new Option<bool>("--resume")
{
    Description = "Goes on from OUT's newest checkpoint; starts where there is none.",
};
var quick = new Option<bool>("--quick") { Description = "A trial: the first 16 pairs, 8 steps of at most 2 pairs." };
var dry = new Option<bool>("--dry-run") { Description = "Prints the run card and stops." };
var root = new RootCommand("Preference alignment of a video language model.")
{
    loss, seed, output, resume, quick, dry,
};
checkpoint.AddTo(root);
root.SetAction(told => Exit.Code(() =>
{
    var folder = told.GetValue(output)!.FullName;
    var plan = checkpoint.Plan(
        told, Objective.Parse(told.GetValue(loss)!), told.GetValue(seed), folder,
        told.GetValue(quick) ? WorkSize.Quick : WorkSize.Full);
    if (!told.GetValue(resume) && !told.GetValue(dry) && Checkpoints.In(plan.Folder!.Path).Count > 0)
        throw new ArgumentException(
            $"--out: expected a folder without checkpoints, got some in {plan.Folder.Path}. "
            + "Add --resume, or name another.");
    var console = OutputConsole.Standard();
    using var alignment = RunProgress.Listen(console, progress => Alignment.Open(plan, progress));
    var card = alignment.Card();
    console.Write(RunCardReport.From(card));
    if (told.GetValue(dry)) return 0;
    AtomicFile.WriteText(Path.Combine(folder, "ledger.txt"), alignment.Ledger.ToTable());
    RunProgress.Listen(console, progress => alignment.Refer(progress));
    using var log = RunLog.Open(folder);
    var run = TrainingView.Show(console, log, alignment.Train);
    foreach (var fault in run.Damaged) console.WriteLine($"passed over: {fault}");
    if (run.From > 0) console.WriteLine(FormattableString.Invariant($"went on after step {run.From}"));
    alignment.Save(Path.Combine(folder, "adapter"));
    RunReport.From(card, log).WriteHtml(Path.Combine(folder, "report.html"));
    console.WriteLine($"adapter: {Path.Combine(folder, "adapter")}");
    console.WriteLine($"report: {Path.Combine(folder, "report.html")}");
    return 0;
}));
return root.Parse(args).Invoke();
