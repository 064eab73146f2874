using Kit.Pipelines.Alignment;
using Kit.Pipelines.Studies;

namespace Kit.Report.Studies;

/// <summary>A study of a checkpoint as a document: runs, pairs, clips, setting.</summary>
public static class StudyReport
{
    private const string Reading =
        "Every run starts from the same checkpoint and sees the same pairs; only the loss differs. The paper's column "
        + "is another model on other data: compare orders, not levels.";

    /// <summary>The whole report.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="paper">What stands beside it.</param>
    /// <param name="setting">Machine, wall time and command.</param>
    public static Document From(StudyResult result, StudyPaper paper, Sequence<KeyValue> setting) => Document
        .From(paper.Title, FormattableString.Invariant(
            $"{Name(result.Plan.Run.Model)} · {result.Plan.Losses.Count} losses × {result.Plan.Seeds.Count} seeds · ")
            + FormattableString.Invariant($"{result.Pairs.Count} pairs of {result.Ledger.Count} questions"))
        .Section("Result", Block.From(StudyTables.Main(result, paper)), new Block.Paragraph(Reading))
        .Section("Benchmark", new Block.Paragraph(
            $"{paper.Column} of the checkpoint and of each adapter, by its official rules; name its questions and "
            + "videos."),
            new Block.Code(Commands(result, paper), "sh"))
        .Section("Training", new Block.Figure(StudyCurves.From(result)))
        .Section("What became of every question", new Block.Code(result.Ledger.ToTable()),
            new Block.Code($"{result.Recipe}"))
        .Section("Pairs", new Block.Samples(StudySamples.Pairs(result)))
        .Section("Clips as they were answered", [.. StudySamples.Clips(result)])
        .Section("The paper's table", Block.From(paper.Table.ToTable()))
        .Section("Run", new Block.KeyValues([.. setting, .. Settings(result)]));

    /// <summary>One line for the checkpoint and one an adapter, to be copied.</summary>
    public static string Commands(StudyResult result, StudyPaper paper)
    {
        var common = "dotnet run experiments/evaluate.cs -- "
            + $"--benchmark {paper.Benchmark} --questions QUESTIONS --videos VIDEOS --model {result.Plan.Run.Model}";
        return string.Join('\n',
        [
            $"{common} --out {Path.Combine(result.Plan.Folder, "benchmark")}",
            .. result.Runs.Select(run =>
                $"{common} --adapter {run.Adapter} --out {Path.Combine(run.Folder, "benchmark")}"),
        ]);
    }

    private static IEnumerable<KeyValue> Settings(StudyResult result)
    {
        var run = result.Plan.Run;
        return
        [
            new("model", run.Model), new("questions", $"{run.Data.Path} ({run.Data.Format})"),
            new("videos", run.Videos), new("frames", $"{run.Frames}"),
            new("pairs", $"{result.File.Path} ({result.File.Format})"),
            new("pairs of a run", result.Runs.Count == 0 ? "none" : $"{result.Runs[0].Size}"),
            new("adapters", run.Start is Start.Fresh(var lora)
                ? FormattableString.Invariant($"LoRA, r {lora.Rank}, α {lora.Alpha}") : $"{run.Start}"),
            new("rate", FormattableString.Invariant($"{run.Optimization.LearningRate} at its peak, ")
                + FormattableString.Invariant($"{run.Optimization.BatchSize} pairs a step")),
            new("device", $"{run.Place.Device}, {run.Place.Dtype}"),
            .. result.Plan.Losses.Select(loss => new KeyValue(loss.Name, $"{loss.Objective}")),
        ];
    }

    private static string Name(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
}
