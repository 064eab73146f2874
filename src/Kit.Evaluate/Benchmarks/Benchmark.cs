using Kit.Evaluate.Benchmarks.Aggregations;
using Kit.Evaluate.Benchmarks.Layouts;
using Kit.Evaluate.Judging;
using Kit.Evaluate.Scoring;
using Kit.Video;

namespace Kit.Evaluate.Benchmarks;

/// <summary>A benchmark as a value: questions × prompt × frames × extraction × aggregation, and a rubric where a judge
/// decides.</summary>
/// <param name="Name">As commands and tables name it.</param>
/// <param name="Layout">How its questions are written.</param>
/// <param name="Prompt">The text around a question.</param>
/// <param name="Frames">Which frames of a clip are seen.</param>
/// <param name="Extraction">How the answer is found in the text.</param>
/// <param name="Aggregation">How marks become numbers.</param>
public sealed record Benchmark(
    string Name, Layout Layout, Prompt Prompt, FramePlan Frames, Extraction Extraction, Aggregation Aggregation)
{
    /// <summary>Asked where the rule finds no answer; null where no judge takes part.</summary>
    public Rubric? Rubric { get; init; }

    /// <summary>How official answer files keep what the model wrote.</summary>
    public Storing Storing { get; init; } = new Storing.AsIs();

    public Benchmark With(Prompt prompt) => this with { Prompt = prompt };

    public Benchmark With(FramePlan frames) => this with { Frames = frames };

    public Benchmark With(Extraction extraction) => this with { Extraction = extraction };

    public Benchmark With(Aggregation aggregation) => this with { Aggregation = aggregation };

    public Benchmark With(Rubric rubric) => this with { Rubric = rubric };

    public Benchmark With(Storing storing) => this with { Storing = storing };

    /// <summary>The questions of a file or folder.</summary>
    public QuestionSet Read(string path) => Layout.Read(path);

    /// <summary>What the rule makes of an answer.</summary>
    /// <param name="item">The question.</param>
    /// <param name="answer">Null where a recording holds null.</param>
    /// <exception cref="ArgumentException">The official scorer stops at this question or answer.</exception>
    public Mark Mark(Item item, string? answer) => new(item, answer, answer is not null
        ? Extraction.Apply(item, answer)
        : Extraction.OfNull ?? throw new ArgumentException(
            $"{item.Id}: expected an answer, got null. The official scorer stops here; ask the question again."));
}
