using System.Globalization;
using System.Text.Json;
using Kit.Data.Datasets;
using Kit.Data.Storage;
using Kit.Pipelines.Alignment;
using Kit.Train.Saving;
using static TorchSharp.torch;
using Aligned = Kit.Pipelines.Alignment.Alignment;

namespace Kit.Pipelines.Studies;

/// <summary>Losses × seeds on a file of pairs; each run has a folder under a digest of all that it depends on, and is
/// found there.</summary>
/// <remarks>All runs train adapters on one copy of the checkpoint, which no run changes.</remarks>
/// <param name="Plan">What is run.</param>
/// <param name="Base">Read when a run does not stand yet.</param>
/// <param name="Pairs">On what.</param>
/// <param name="Weights">Digest of the checkpoint.</param>
/// <param name="Progress">Told of every stage.</param>
internal sealed record StudyRuns(
    StudyPlan Plan, StudyBase Base, Dataset Pairs, string Weights, IProgress<Advance> Progress)
{
    private const string Done = "run.json";

    public Sequence<StudyRun> All(CancellationToken cancellation) => [.. Plan.Losses.SelectMany(loss =>
        Plan.Seeds.Select(seed =>
        {
            cancellation.ThrowIfCancellationRequested();
            return One(loss, seed);
        }))];

    private StudyRun One(Variant loss, long seed)
    {
        var plan = Plan.Run with
        {
            Data = Pairs, Objective = loss.Objective, Seed = seed, Most = null,
            HoldOut = Plan.Run.HoldOut ?? new HoldOut(),
        };
        var folder = Path.Combine(Plan.Folder, "runs", FormattableString.Invariant(
            $"{Named(loss.Name)}-seed{seed}-{Identity(plan).Brief}"));
        var name = FormattableString.Invariant($"{loss.Name}, seed {seed}");
        using var log = RunLog.Open(folder);
        var size = Find(folder) is { } stands ? Stands(name, stands, log.Steps.Count) : Train(plan, folder, name, log);
        return new(loss, seed, folder, size, log.Steps);
    }

    private StudySize Stands(string name, StudySize size, int steps)
    {
        Progress.Report(new Advance(name, steps, steps, "steps", "stands"));
        return size;
    }

    private StudySize Train(AlignmentPlan plan, string folder, string name, RunLog log)
    {
        var assistant = Base.Assistant;
        using var scope = NewDisposeScope();    // of the run alone: the base stays
        using var alignment = Aligned.Open(plan with
        {
            Folder = new RunFolder(Path.Combine(folder, "checkpoints"), plan.Folder?.Every ?? 50).WithBase(plan.Model),
        }, assistant, Progress);
        AtomicFile.WriteText(Path.Combine(folder, "ledger.txt"), alignment.Ledger.ToTable() + "\n");
        alignment.Refer(Progress);
        alignment.Train(new Relay(step =>
        {
            log.Write(step);
            Progress.Report(new Advance(name, step.Step + 1, step.Total, "steps", Note(step)));
        }));
        alignment.Save(Path.Combine(folder, "adapter"));
        AtomicFile.WriteText(Path.Combine(folder, Done), JsonSerializer.Serialize(alignment.Size, StrictJson.Options));
        return alignment.Size;
    }

    /// <summary>The size of a run that came to its end and whose adapter is still there.</summary>
    private static StudySize? Find(string folder) => File.Exists(Path.Combine(folder, Done))
        && File.Exists(Path.Combine(folder, "adapter", "adapter_model.safetensors"))
            ? JsonSerializer.Deserialize<StudySize>(File.ReadAllBytes(Path.Combine(folder, Done)), StrictJson.Options)
            : null;

    private Fingerprint Identity(AlignmentPlan plan) => Fingerprint.From(
        ("code of runs", "1"), ("weights", Weights), ("pairs", Fingerprint.DigestFile(plan.Data.Path)),
        ("objective", plan.Objective.ToCode()), ("optimization", $"{plan.Optimization}"),
        ("start", plan.Start is Start.Fresh ? $"{plan.Start}" : "adapter"), ("frames", $"{plan.Frames}"),
        ("limit", $"{plan.Limit}"), ("spans", $"{plan.Spans}"), ("dtype", $"{plan.Place.Dtype}"),
        ("in memory", $"{plan.MicroBatch}"), ("logged", $"{plan.Kept}"), ("held out", $"{plan.HoldOut}"));

    private static string Named(string loss) => string.Concat(loss.ToLowerInvariant()
        .Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    private static string Note(StepReport step) => string.Join(", ", new[]
    {
        ("loss", "loss", "0.000"), ("margin", "rewards/margins", "0.00"),
    }.Where(shown => step.Metrics.ContainsKey(shown.Item2)).Select(shown =>
        $"{shown.Item1} {step.Metrics[shown.Item2].ToString(shown.Item3, CultureInfo.InvariantCulture)}"));

    private sealed class Relay(Action<StepReport> told) : IProgress<StepReport>
    {
        public void Report(StepReport value) => told(value);
    }
}
