using System.CommandLine;
using Kit.Evaluate;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Files;
using Kit.Evaluate.Running;
using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Pairs;
using Kit.Pipelines;
using Kit.Pipelines.Shapes;
using Kit.Report;
using Spectre.Console;

namespace Experiments;

/// <summary>One command's benchmark: asked of a model, or scored again from recorded answers.</summary>
/// <param name="Options">Of the script.</param>
/// <param name="Told">The command line.</param>
/// <param name="Cancellation">Stops between clips; what was answered stays.</param>
public sealed record Examination(BenchmarkOptions Options, ParseResult Told, CancellationToken Cancellation)
{
    /// <summary>The results: one a file of answers; where none is named, the model's.</summary>
    public async Task<IReadOnlyList<BenchmarkResult>> RunAsync()
    {
        var benchmark = Options.Benchmark(Told);
        if (Told.GetValue(Options.Answers) is not { Length: > 0 } recorded)
            return [await Asked(benchmark).ConfigureAwait(false)];
        var results = new List<BenchmarkResult>();
        foreach (var file in recorded) results.Add(await Recorded(benchmark, file).ConfigureAwait(false));
        return results;
    }

    private string Folder => Told.GetValue(Options.Out)!;

    private string Needed(Option<string> option) => BenchmarkOptions.Needed(Told, option);

    private Task<BenchmarkResult> Recorded(Benchmark benchmark, string file)
    {
        var set = benchmark.Read(Needed(Options.Questions));
        var read = new RunAnswers(RecordedAnswers.Read(benchmark, set.Items, file), Ledger.Empty);
        var protocol = new Protocol(
            $"{benchmark.Name}, questions {set.Digest[..12]}", 0, "as recorded", "as recorded", "as recorded", "",
            "as recorded");
        return Scored(benchmark, set, read, new Subject(Path.GetFileNameWithoutExtension(file), "recorded"), protocol);
    }

    private Task<BenchmarkResult> Asked(Benchmark benchmark)
    {
        var (model, adapter) = (Needed(Options.Model), Told.GetValue(Options.Adapter));
        if (File.Exists(Path.Combine(model, "config.json")))
            return Run(benchmark, _ => Respondents.Published(
                model, adapter, benchmark.Frames, Told.GetValue(Options.Tokens)));
        if (adapter is not null) throw new ArgumentException(
            $"--adapter: expected a checkpoint in {model}, got none. Name the folder of its config.json.");
        var plan = Told.GetValue(Options.Quick) ? LabPlan.Quick : LabPlan.Full;
        // The model knows the world's words and nothing else, so it is asked in them; the protocol says so.
        return Run(
            benchmark.With(BenchmarkExport.Prompt).With(plan.Frames),
            progress => Respondents.Shapes(plan, model, progress));
    }

    private Task<BenchmarkResult> Run(Benchmark benchmark, Func<IProgress<Advance>, Respondent> respond)
    {
        var (set, videos) = (benchmark.Read(Needed(Options.Questions)), new VideoFolder(Needed(Options.Videos)));
        var (run, answered) = RunProgress.Listen(AnsiConsole.Console, progress =>
        {
            var asked = new BenchmarkRun(benchmark, set, videos, respond(progress), Folder)
            {
                Shard = Told.GetValue(Options.Shard) is { } share ? Shard.Parse(share) : Shard.Whole,
                SubtitleFolder = Told.GetValue(Options.Subtitles),
            };
            return (asked, asked.Ask(progress.Of<RunStep>(step =>
                new Advance("clips asked about", step.Done, step.Total, "clips", step.Note)), Cancellation));
        });
        return Scored(benchmark, set, answered, run.Respondent.Subject, run.Protocol);
    }

    private async Task<BenchmarkResult> Scored(
        Benchmark benchmark, QuestionSet set, RunAnswers read, Subject subject, Protocol protocol)
    {
        var result = await BenchmarkResult
            .FromAsync(benchmark, set, read, subject, protocol, Options.Decider(Told), Cancellation)
            .ConfigureAwait(false);
        BenchmarkFiles.Write(result, benchmark, set, read.Answers, Folder, DateTimeOffset.Now);
        return result;
    }
}
