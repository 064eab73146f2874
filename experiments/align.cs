#:project ../src/Kit.Report/Kit.Report.csproj
#:package System.CommandLine@2.0.15
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
using Kit;
using Kit.Data.Datasets;
using Kit.Data.Storage;
using Kit.Data.Video;
using Kit.Pipelines.Alignment;
using Kit.Report;
using Kit.Report.Runs;
using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Train.Preference;
using Kit.Train.Saving;
using Kit.Video;
using Spectre.Console;
using static TorchSharp.torch;

var model = new Option<DirectoryInfo>("--model") { Description = "The checkpoint's folder.", Required = true };
var data = new Option<FileInfo>("--data") { Description = "Pairs in any format of validate.cs.", Required = true };
var videos = new Option<DirectoryInfo>("--videos") { Description = "Where the clips lie.", Required = true };
var format = new Option<string?>("--format") { Description = "The data's format; leave out to have it found." };
var adapter = new Option<DirectoryInfo?>("--adapter")
{
    Description = "A PEFT adapter's folder to train on; it is part of the reference.",
};
var loss = new Option<string>("--loss")
{
    Description = "A name (dpo, simpo, rrpo, …), a composition (\"Dpo.With(LengthNorm)\") or a formula.",
    DefaultValueFactory = _ => "dpo",
};
var rate = new Option<double>("--lr") { Description = "The rate at its peak.", DefaultValueFactory = _ => 1e-5 };
var epochs = new Option<int>("--epochs") { DefaultValueFactory = _ => 1 };
var batch = new Option<int>("--batch") { Description = "Pairs in memory at a time.", DefaultValueFactory = _ => 8 };
var accumulate = new Option<int>("--accumulate")
{
    Description = "How many times as many make a step; the gradient is that of all of them.",
    DefaultValueFactory = _ => 1,
};
var steps = new Option<int?>("--max-steps") { Description = "Ends the run early; the schedule ends with it." };
var decay = new Option<Decay>("--decay")
{
    Description = "What follows the warm-up.", DefaultValueFactory = _ => Decay.Cosine,
};
var warmUp = new Option<double>("--warm-up") { Description = "Share of the steps.", DefaultValueFactory = _ => 0.03 };
var rank = new Option<int>("--rank") { Description = "r of fresh adapters; α is 2r.", DefaultValueFactory = _ => 16 };
var targets = new Option<string[]>("--targets")
{
    Description = "Layers with adapters by the ends of their names; without it all of the decoder's.",
    AllowMultipleArgumentsPerToken = true,
};
var frames = new Option<string>("--frames")
{
    Description = "How many, evenly spread, or a plan: rate:1:32, qwen:2:4:768.", DefaultValueFactory = _ => "8",
};
var longest = new Option<int?>("--max-length") { Description = "Most tokens of a sequence; longer pairs fail." };
var dropLong = new Option<bool>("--drop-long") { Description = "Longer pairs are left out and counted instead." };
var spans = new Option<SpanSource>("--spans")
{
    Description = "File: as it marks them. Difference: words that differ.", DefaultValueFactory = _ => SpanSource.File,
};
var minimum = new Option<int>("--minimum") { Description = "Fewest usable pairs.", DefaultValueFactory = _ => 1 };
var seed = new Option<long>("--seed") { DefaultValueFactory = _ => 1 };
var device = new Option<string>("--device") { Description = "cpu, cuda, cuda:1; without it cuda where there is one." };
var dtype = new Option<string>("--dtype") { Description = "float32 or bfloat16; adapters are float32 always." };
var recompute = new Option<bool>("--recompute") { Description = "Less memory: backward runs every layer again." };
var output = new Option<DirectoryInfo>("--out") { DefaultValueFactory = _ => new("experiments/out/align") };
var cache = new Option<DirectoryInfo?>("--cache")
{
    Description = "Visual tokens and the reference's evidence, for many runs; without it OUT/cache.",
};
var every = new Option<int>("--save-every")
{
    Description = "Steps from checkpoint to checkpoint.", DefaultValueFactory = _ => 50,
};
var resume = new Option<bool>("--resume")
{
    Description = "Goes on from OUT's newest checkpoint; starts where there is none.",
};
var divergence = new Option<bool>("--kl") { Description = "Logs KL(ref‖policy) though the loss does not read it." };
var quick = new Option<bool>("--quick") { Description = "A trial: the first 16 pairs, 8 steps of at most 2 pairs." };
var dry = new Option<bool>("--dry-run") { Description = "Prints the run card and stops." };
var root = new RootCommand("Preference alignment of a video language model.")
{
    model, data, videos, format, adapter, loss, rate, epochs, batch, accumulate, steps, decay, warmUp, rank, targets,
    frames, longest, dropLong, spans, minimum, seed, device, dtype, recompute, output, cache, every, resume, divergence,
    quick, dry,
};
root.SetAction(told =>
{
    try
    {
        var folder = told.GetValue(output)!.FullName;
        var plan = Plan(told);
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
    }
    catch (Exception refusal) when (refusal is InvalidDataException or ArgumentException or FormatException
        or UnreadableVideoException or IOException or NotSupportedException or InvalidOperationException
        or ArithmeticException)
    {
        Console.Error.WriteLine(refusal.Message.ReplaceLineEndings(" "));
        return 2;
    }
});
return root.Parse(args).Invoke();

AlignmentPlan Plan(ParseResult told)
{
    var (file, folder, trial) = (told.GetValue(data)!.FullName, told.GetValue(output)!.FullName, told.GetValue(quick));
    var together = trial ? Math.Min(2, told.GetValue(batch)) : told.GetValue(batch);
    return new AlignmentPlan(
        told.GetValue(model)!.FullName,
        told.GetValue(format) is { } name ? new Dataset(file, DatasetFormat.Named(name)) : Dataset.Open(file),
        told.GetValue(videos)!.FullName, Objective.Parse(told.GetValue(loss)!),
        new Optimization(
            told.GetValue(rate), together * told.GetValue(accumulate), told.GetValue(epochs),
            new Schedule(told.GetValue(decay), told.GetValue(warmUp)), MaxSteps: trial ? 8 : told.GetValue(steps)),
        Adapters(told), told.GetValue(seed))
    {
        Frames = int.TryParse(told.GetValue(frames), out var count) && count > 0
            ? new FramePlan.Uniform(count) : FramePlan.Parse(told.GetValue(frames)!),
        Limit = told.GetValue(longest) is { } most
            ? new LengthLimit(most, told.GetValue(dropLong) ? Longer.Dropped : Longer.Fails) : LengthLimit.None,
        Cache = told.GetValue(cache)?.FullName ?? Path.Combine(folder, "cache"), MicroBatch = together,
        Folder = new RunFolder(Path.Combine(folder, "checkpoints"), told.GetValue(every))
            .WithBase(told.GetValue(model)!.FullName),
        Logged = told.GetValue(divergence) ? ReferenceKept.States : ReferenceKept.LogProbabilities,
        Spans = told.GetValue(spans), Minimum = told.GetValue(minimum), Most = trial ? 16 : null, Place = Place(told),
        Activations = told.GetValue(recompute) ? Activations.Recomputed : Activations.Kept,
    };
}

Start Adapters(ParseResult told)
{
    if (told.GetValue(adapter) is not { } folder)
        return new Start.Fresh(Lora.Decoder.WithRank(told.GetValue(rank), 2 * told.GetValue(rank)) with
        {
            Targets = told.GetValue(targets) is { Length: > 0 } names ? Targets.Names(names) : Lora.Decoder.Targets,
        });
    foreach (var unread in (Option[])[rank, targets])
        if (told.GetResult(unread) is { Implicit: false }) throw new ArgumentException(
            $"{unread.Name}: expected none beside --adapter, whose folder says it, got one. Leave it out.");
    return new Start.Adapter(folder.FullName);
}

Placement Place(ParseResult told)
{
    var on = told.GetValue(device) ?? (cuda.is_available() ? "cuda" : "cpu");
    var place = on.StartsWith("cuda", StringComparison.Ordinal)
        ? Placement.Cuda with { Device = new Device(on) } : Placement.Cpu;
    return told.GetValue(dtype) switch
    {
        null => place,
        "float32" => place.With(ScalarType.Float32),
        "bfloat16" => place.With(ScalarType.BFloat16),
        var other => throw new ArgumentException($"--dtype: expected float32 or bfloat16, got {other}. Choose one."),
    };
}
