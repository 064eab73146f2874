#:project ../src/Kit.Report/Kit.Report.csproj
#:package System.CommandLine@2.0.15
#:property PublishAot=false

// Runs a published benchmark by its official rules, or scores recorded answers again.
// MovingShapes in three benchmarks' files; a benchmark on a model; recorded answers scored again:
//   dotnet run experiments/evaluate.cs -- --export DIR --clips 20
//   dotnet run experiments/evaluate.cs -- --benchmark mvbench --questions DIR/mvbench --videos DIR/videos --model CACHE
//   dotnet run experiments/evaluate.cs -- --benchmark mvbench --questions DIR/mvbench --answers FILE --out OUT
// --model DIR of a Hugging Face checkpoint runs the benchmark's own prompt and frame plan on it.
// A run that was cut off goes on where it stopped. Exit code 2: fewer questions scored than --minimum, or a refused
// file.

using System.CommandLine;
using Kit.Data.MovingShapes;
using Kit.Data.Storage;
using Kit.Data.Video;
using Kit.Evaluate;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Files;
using Kit.Evaluate.Judging;
using Kit.Evaluate.Running;
using Kit.Evaluate.Shapes;
using Kit.Models.Generation;
using Kit.Pairs;
using Kit.Pipelines;
using Kit.Pipelines.Shapes;
using Kit.Report;
using Kit.Report.Benchmarks;
using Kit.Torch;
using Spectre.Console;
using static TorchSharp.torch;

var name = new Option<string>("--benchmark")
{
    Description = string.Join(", ", OfficialBenchmarks.All.Select(b => b.Name)),
};
var questions = new Option<string>("--questions") { Description = "The benchmark's question file, or their folder." };
var videos = new Option<string>("--videos") { Description = "The folder of clips." };
var model = new Option<string>("--model")
{
    Description = "A checkpoint's folder; or the cache of the MovingShapes model, taught there if missing.",
};
var tokens = new Option<int>("--tokens")
{
    Description = "Most tokens of a checkpoint's answer.", DefaultValueFactory = _ => 64,
};
var adapter = new Option<string>("--adapter") { Description = "A PEFT adapter's folder for that checkpoint." };
var subtitles = new Option<string>("--subtitles") { Description = "A folder of CLIP.srt, for prompts that show them." };
var answers = new Option<string[]>("--answers")
{
    Description = "Recorded answers, of any format the kit writes; the first file is the baseline of the others.",
};
var output = new Option<string>("--out") { DefaultValueFactory = _ => "experiments/out/benchmark" };
var judge = new Option<string>("--judge") { Description = "OpenAI-compatible endpoint; its key: KIT_JUDGE_KEY." };
var judgeModel = new Option<string>("--judge-model") { Description = "As the endpoint names it, version included." };
var judgeSystem = new Option<string>("--judge-system")
{
    Description = "A file: the published system prompt of the judge.",
};
var judgeUser = new Option<string>("--judge-user")
{
    Description = "A file: its user prompt with {question}, {truth}, {answer}. Without both, the kit's own wording.",
};
var replay = new Option<string>("--judge-replay") { Description = "A judge's recorded outputs instead." };
var strict = new Option<bool>("--strict") { Description = "The strict rules beside the official ones." };
var shard = new Option<string>("--shard") { Description = "I/N: this process's share of the clips." };
var minimum = new Option<int>("--minimum") { Description = "Fewest questions to score.", DefaultValueFactory = _ => 1 };
var quick = new Option<bool>("--quick") { Description = "The quick ablation's model, which hardly sees." };
var export = new Option<string>("--export") { Description = "Writes MovingShapes as benchmark files and ends." };
var clips = new Option<int>("--clips") { DefaultValueFactory = _ => 20 };
var root = new RootCommand("Benchmarks by their official rules.")
{
    name, questions, videos, subtitles, model, adapter, tokens, answers, output, judge, judgeModel, judgeSystem,
    judgeUser, replay, strict, shard, minimum, quick, export, clips,
};
root.SetAction(async (told, cancellation) =>
{
    try
    {
        if (told.GetValue(export) is { } folder) return Export(folder, told.GetValue(clips));
        var benchmark = OfficialBenchmarks.Named(Needed(name));
        if (told.GetValue(strict)) benchmark = OfficialBenchmarks.Strict(benchmark);
        if (told.GetValue(judgeUser) is not null || told.GetValue(judgeSystem) is not null)
            benchmark = benchmark.With((benchmark.Rubric ?? throw new ArgumentException(
                $"--judge-user: expected a benchmark with a judge, got {benchmark.Name}. Leave it out."))
                .With(File.ReadAllText(Needed(judgeSystem)), File.ReadAllText(Needed(judgeUser))));
        var recorded = told.GetValue(answers) ?? [];
        var results = new List<BenchmarkResult>();
        foreach (var file in recorded)
        {
            var set = benchmark.Read(Needed(questions));
            var read = new RunAnswers(RecordedAnswers.Read(benchmark, set.Items, file), Ledger.Empty);
            var subject = new Subject(Path.GetFileNameWithoutExtension(file), "recorded");
            results.Add(await Scored(benchmark, set, read, subject, AsRecorded(benchmark, set)).ConfigureAwait(false));
        }

        if (recorded.Length == 0) results.Add(await Asked(benchmark).ConfigureAwait(false));
        var page = BenchmarkReport.From(results);
        page.WriteMarkdown(Path.Combine(told.GetValue(output)!, "report.md"));
        page.WriteHtml(Path.Combine(told.GetValue(output)!, "report.html"));
        AnsiConsole.Console.Write(page);
        var fewest = results.Min(result => result.Scored);
        if (fewest >= told.GetValue(minimum)) return 0;
        Console.Error.WriteLine($"scored questions: expected at least {told.GetValue(minimum)}, got {fewest}. "
            + $"See {Path.Combine(told.GetValue(output)!, "ledger.txt")}.");
        return 2;
    }
    catch (Exception refusal) when (refusal is UnreadableVideoException or InvalidDataException or ArgumentException
        or FormatException)
    {
        Console.Error.WriteLine(refusal.Message);
        return 2;
    }

    string Needed(Option<string> option) => told.GetValue(option)
        ?? throw new ArgumentException($"{option.Name}: expected a value, got none. See --help.");

    async Task<BenchmarkResult> Asked(Benchmark official)
    {
        if (File.Exists(Path.Combine(Needed(model), "config.json")))
            return await Published(official).ConfigureAwait(false);
        if (told.GetValue(adapter) is not null) throw new ArgumentException(
            $"--adapter: expected a checkpoint in {Needed(model)}, got none. Name the folder of its config.json.");
        var plan = told.GetValue(quick) ? LabPlan.Quick : LabPlan.Full;
        // The model knows the world's words and nothing else, so it is asked in them; the protocol says so.
        var benchmark = official.With(BenchmarkExport.Prompt).With(plan.Frames);
        return await Run(benchmark, progress =>
        {
            var taught = Lab.Teach(plan, Needed(model), progress);
            var weights = Path.Combine(Needed(model), "models", $"{plan.Fingerprint.Brief}.safetensors");
            return Respondent.From(
                new Subject("MovingShapes base", Fingerprint.DigestFile(weights)[..16]),
                new FrameSize(plan.World.Size, plan.World.Size), new Interview(taught, Lab.Tokenizer, Lab.Template));
        }).ConfigureAwait(false);
    }

    Task<BenchmarkResult> Published(Benchmark benchmark) => Run(benchmark, _ =>
    {
        var checkpoint = Needed(model);
        var place = cuda.is_available() ? Placement.Cuda : Placement.Cpu;
        var peft = told.GetValue(adapter);
        var assistant = (peft is null
            ? Assistant.Load(checkpoint, place) : Assistant.Load(checkpoint, peft, place)) with
        {
            Frames = benchmark.Frames, Decoding = Decoding.Greedy.WithLimit(told.GetValue(tokens)),
        };
        var files = Directory.EnumerateFiles(checkpoint, "*.safetensors").Order(StringComparer.Ordinal);
        var weights = Fingerprint.From(
            [.. files.Select(file => (Path.GetFileName(file), Fingerprint.DigestFile(file)))]);
        var subject = new Subject(new DirectoryInfo(checkpoint).Name, weights.Brief);
        return Respondent.From(peft is null ? subject : subject with
        {
            Adapters = Fingerprint.DigestFile(Path.Combine(peft, "adapter_model.safetensors"))[..16],
        }, assistant);
    });

    async Task<BenchmarkResult> Run(Benchmark benchmark, Func<IProgress<Advance>, Respondent> respond)
    {
        var (set, folder) = (benchmark.Read(Needed(questions)), new VideoFolder(Needed(videos)));
        var (run, answered) = RunProgress.Listen(AnsiConsole.Console, progress =>
        {
            var asked = new BenchmarkRun(benchmark, set, folder, respond(progress), told.GetValue(output)!)
            {
                Shard = told.GetValue(shard) is { } share ? Shard.Parse(share) : Shard.Whole,
                SubtitleFolder = told.GetValue(subtitles),
            };
            return (asked, asked.Ask(progress.Of<RunStep>(step =>
                new Advance("clips asked about", step.Done, step.Total, "clips", step.Note)), cancellation));
        });
        return await Scored(benchmark, set, answered, run.Respondent.Subject, run.Protocol).ConfigureAwait(false);
    }

    async Task<BenchmarkResult> Scored(
        Benchmark benchmark, QuestionSet set, RunAnswers read, Subject subject, Kit.Evaluate.Scoring.Protocol protocol)
    {
        var result = await BenchmarkResult.FromAsync(benchmark, set, read, subject, protocol, Decider(), cancellation)
            .ConfigureAwait(false);
        BenchmarkFiles.Write(result, benchmark, set, read.Answers, told.GetValue(output)!, DateTimeOffset.Now);
        return result;
    }

    Judge? Decider() =>
        told.GetValue(replay) is { } file ? Judge.Replay(file)
        : told.GetValue(judge) is { } address
            ? new Endpoint(Address(address), Needed(judgeModel)).Judge(
                Environment.GetEnvironmentVariable("KIT_JUDGE_KEY") ?? "")
                .Cached(new Cache(Path.Combine(told.GetValue(output)!, "cache")))
                .Recording(Path.Combine(told.GetValue(output)!, "judge.jsonl"))
        : null;

    static Uri Address(string judge) => Uri.TryCreate(judge, UriKind.Absolute, out var address) ? address
        : throw new ArgumentException(
            $"--judge: expected an address, got {judge}. Write for example http://localhost:8000/v1.");

    static Kit.Evaluate.Scoring.Protocol AsRecorded(Benchmark benchmark, QuestionSet set) => new(
        $"{benchmark.Name}, questions {set.Digest[..12]}", 0, "as recorded", "as recorded", "as recorded", "",
        "as recorded");

    static int Export(string folder, int count)
    {
        BenchmarkExport.Write(new ClipStore(Path.Combine(folder, "store"), LabPlan.Full.World), count, folder);
        Console.WriteLine($"{count} clips with questions for mvbench, tempcompass and videohallucer: {folder}");
        return 0;
    }
});
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
