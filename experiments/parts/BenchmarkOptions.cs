using System.CommandLine;
using Kit.Evaluate.Benchmarks;

namespace Experiments;

/// <summary>What is asked, who answers and who judges, as options of a script.</summary>
public sealed partial class BenchmarkOptions
{
    public Option<string> Name { get; } = new("--benchmark")
    {
        Description = string.Join(", ", OfficialBenchmarks.All.Select(b => b.Name)),
    };

    public Option<string> Questions { get; } = new("--questions")
    {
        Description = "The benchmark's question file, or their folder.",
    };

    public Option<string> Videos { get; } = new("--videos") { Description = "The folder of clips." };

    public Option<string> Subtitles { get; } = new("--subtitles")
    {
        Description = "A folder of CLIP.srt, for prompts that show them.",
    };

    public Option<string> Model { get; } = new("--model")
    {
        Description = "A checkpoint's folder; or the cache of the MovingShapes model, taught there if missing.",
    };

    public Option<string> Adapter { get; } = new("--adapter")
    {
        Description = "A PEFT adapter's folder for that checkpoint.",
    };

    public Option<int> Tokens { get; } = new("--tokens")
    {
        Description = "Most tokens of a checkpoint's answer.", DefaultValueFactory = _ => 64,
    };

    public Option<string[]> Answers { get; } = new("--answers")
    {
        Description =
            "Recorded answers, of any format the kit writes; the first file is the baseline of the others.",
    };

    public Option<string> Out { get; } = new("--out") { DefaultValueFactory = _ => "experiments/out/benchmark" };

    public Option<string> Judge { get; } = new("--judge")
    {
        Description = $"OpenAI-compatible endpoint; its key: {Key}.",
    };

    public Option<string> JudgeModel { get; } = new("--judge-model")
    {
        Description = "As the endpoint names it, version included.",
    };

    public Option<string> JudgeSystem { get; } = new("--judge-system")
    {
        Description = "A file: the published system prompt of the judge.",
    };

    public Option<string> JudgeUser { get; } = new("--judge-user")
    {
        Description =
            "A file: its user prompt with {question}, {truth}, {answer}. Without both, the kit's own wording.",
    };

    public Option<string> Replay { get; } = new("--judge-replay")
    {
        Description = "A judge's recorded outputs instead.",
    };

    public Option<bool> Strict { get; } = new("--strict")
    {
        Description = "The strict rules beside the official ones.",
    };

    public Option<string> Shard { get; } = new("--shard") { Description = "I/N: this process's share of the clips." };

    public Option<int> Minimum { get; } = new("--minimum")
    {
        Description = "Fewest questions to score.", DefaultValueFactory = _ => 1,
    };

    public Option<bool> Quick { get; } = new("--quick")
    {
        Description = "The quick ablation's model, which hardly sees.",
    };

    public Option<string> Export { get; } = new("--export")
    {
        Description = "Writes MovingShapes as benchmark files and ends.",
    };

    public Option<int> Clips { get; } = new("--clips") { DefaultValueFactory = _ => 20 };

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All =>
    [
        Name, Questions, Videos, Subtitles, Model, Adapter, Tokens, Answers, Out, Judge, JudgeModel, JudgeSystem,
        JudgeUser, Replay, Strict, Shard, Minimum, Quick, Export, Clips,
    ];

    public void AddTo(RootCommand root)
    {
        foreach (var option in All) root.Options.Add(option);
    }

    /// <summary>What an option was given.</summary>
    /// <exception cref="ArgumentException">It was not given.</exception>
    public static string Needed(ParseResult told, Option<string> option) => told.GetValue(option)
        ?? throw new ArgumentException($"{option.Name}: expected a value, got none. See --help.");
}
