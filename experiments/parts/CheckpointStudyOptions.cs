using System.CommandLine;
using Kit;
using Kit.Data.Storage;
using Kit.Pipelines;
using Kit.Pipelines.Studies;
using Kit.Report;
using Kit.Report.Studies;
using Kit.Video;
using Spectre.Console;

namespace Experiments;

/// <summary>A study that runs on a checkpoint where <c>--model</c> names one, and on MovingShapes elsewhere.</summary>
/// <param name="study">Size, seeds, folder: read by both ways.</param>
/// <param name="name">Of its folder below the usual one.</param>
/// <param name="known">Losses by the names that the paper's rows are found by.</param>
/// <param name="usual">Those that run on a checkpoint where none is named.</param>
public sealed class CheckpointStudyOptions(
    StudyOptions study, string name, Sequence<Variant> known, params string[] usual)
{
    public CheckpointOptions Checkpoint { get; } = new();

    public Option<string[]> Losses { get; } = new("--losses")
    {
        Description = $"Names, compositions or formulas, with --model; without it {string.Join(" and ", usual)}.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<int> Tokens { get; } = new("--tokens")
    {
        Description = "Most tokens of the checkpoint's answers.", DefaultValueFactory = _ => 128,
    };

    public Option<string?> Perturbation { get; } = new("--perturbation")
    {
        Description = "How clips are spoilt: rrpo, leanpo, \"block-mask + local-shuffle:4\"; without it as the paper.",
    };

    public IReadOnlyList<Option> All => [.. Checkpoint.All, Losses, Tokens, Perturbation];

    public void AddTo(RootCommand root)
    {
        foreach (var option in All) root.Options.Add(option);
    }

    /// <summary>Whether a checkpoint is named; options that this way does not read are refused by name.</summary>
    /// <param name="told">The command line.</param>
    /// <param name="shapes">What MovingShapes alone reads.</param>
    /// <param name="others">What a checkpoint alone reads, beside the options here.</param>
    public bool IsTold(ParseResult told, IEnumerable<Option> shapes, IEnumerable<Option> others)
    {
        var model = Checkpoint.IsTold(told);
        if (model) Unread.Refuse(told, shapes, "MovingShapes' own model, got --model beside it. Leave one out");
        else Unread.Refuse(told, [.. All.Where(option => option != Checkpoint.Model), .. others],
            "a checkpoint by --model beside it, got none. Name its folder");
        return model;
    }

    /// <summary>Where a study of a checkpoint is kept.</summary>
    public string Folder(ParseResult told) => told.GetResult(study.Out) is { Implicit: false }
        ? study.Folder(told) : Path.Combine(study.Folder(told), name);

    /// <summary>How clips are spoilt.</summary>
    /// <param name="told">The command line.</param>
    /// <param name="paper">The paper's own way.</param>
    public Perturbation Spoiling(ParseResult told, Perturbation paper) =>
        told.GetValue(Perturbation) is { } text ? Kit.Video.Perturbation.Parse(text) : paper;

    public StudyPlan Plan(ParseResult told)
    {
        Sequence<Variant> losses = [.. (told.GetValue(Losses) is { Length: > 0 } named ? named : usual).Select(Named)];
        return new StudyPlan(
            Checkpoint.Plan(told, losses[0].Objective, seed: 1, Folder(told), study.Size(told)), losses,
            [.. Enumerable.Range(1, study.SeedCount(told)).Select(seed => (long)seed)], Folder(told))
        {
            Tokens = told.GetValue(Tokens),
        };
    }

    /// <summary>Writes the ledger and, where there were enough pairs, the report.</summary>
    public static int Publish(StudyResult result, StudyPaper paper, Setting setting, IAnsiConsole console)
    {
        var folder = result.Plan.Folder;
        var ledger = Path.Combine(folder, "ledger.txt");
        AtomicFile.WriteText(ledger, result.Ledger.ToTable() + "\n");
        if (result.ExitCode != 0) return Exit.Refused($"{result.Plan.Run.Data.Path}: {result.Ending} It is {ledger}.");
        var report = StudyReport.From(result, paper, setting.ToKeyValues());
        report.WriteHtml(Path.Combine(folder, "report.html"));
        report.WriteMarkdown(Path.Combine(folder, "report.md"));
        console.Write(report);
        console.Profile.Out.Writer.WriteLine($"pairs: {result.File.Path}");
        foreach (var run in result.Runs) console.Profile.Out.Writer.WriteLine($"adapter: {run.Adapter}");
        console.Profile.Out.Writer.WriteLine(FormattableString.Invariant(
            $"report: {Path.Combine(folder, "report.html")} and report.md, {setting.Elapsed:m\\:ss} min"));
        return 0;
    }

    private Variant Named(string loss) =>
        known.FirstOrDefault(one => one.Name.Equals(loss, StringComparison.OrdinalIgnoreCase))
        ?? new Variant(loss, Objective.Parse(loss));
}
