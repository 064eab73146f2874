using System.CommandLine;
using Kit.Data.Storage;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Judging;

namespace Experiments;

public sealed partial class BenchmarkOptions
{
    private const string Key = "KIT_JUDGE_KEY";

    /// <summary>The benchmark by its name, its rules and its judge's prompts as they were asked for.</summary>
    public Benchmark Benchmark(ParseResult told)
    {
        var official = OfficialBenchmarks.Named(Needed(told, Name));
        var benchmark = told.GetValue(Strict) ? OfficialBenchmarks.Strict(official) : official;
        return told.GetValue(JudgeUser) is null && told.GetValue(JudgeSystem) is null
            ? benchmark : Prompted(told, benchmark);
    }

    /// <summary>Who judges: recorded outputs, an endpoint whose words are kept, or nobody, which is null.</summary>
    public Judge? Decider(ParseResult told) =>
        told.GetValue(Replay) is { } file ? Kit.Evaluate.Judging.Judge.Replay(file)
        : told.GetValue(Judge) is { } address ? Asked(told, Address(address))
        : null;

    private Benchmark Prompted(ParseResult told, Benchmark benchmark)
    {
        var rubric = benchmark.Rubric ?? throw new ArgumentException(
            $"--judge-user: expected a benchmark with a judge, got {benchmark.Name}. Leave it out.");
        return benchmark.With(rubric.With(
            File.ReadAllText(Needed(told, JudgeSystem)), File.ReadAllText(Needed(told, JudgeUser))));
    }

    private Judge Asked(ParseResult told, Uri address) => new Endpoint(address, Needed(told, JudgeModel))
        .Judge(Environment.GetEnvironmentVariable(Key) ?? "")
        .Cached(new Cache(Path.Combine(told.GetValue(Out)!, "cache")))
        .Recording(Path.Combine(told.GetValue(Out)!, "judge.jsonl"));

    private static Uri Address(string judge) => Uri.TryCreate(judge, UriKind.Absolute, out var address) ? address
        : throw new ArgumentException(
            $"--judge: expected an address, got {judge}. Write for example http://localhost:8000/v1.");
}
