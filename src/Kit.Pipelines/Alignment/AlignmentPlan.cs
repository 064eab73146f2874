using Kit.Data.Datasets;
using Kit.Expressions;
using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Train.Preference;
using Kit.Train.Saving;
using Kit.Video;

namespace Kit.Pipelines.Alignment;

/// <summary>The alignment of a published checkpoint by a file of preferences: all that its outcome depends
/// on.</summary>
/// <param name="Model">The checkpoint's folder.</param>
/// <param name="Data">Pairs, in any format of preferences.</param>
/// <param name="Videos">The folder of their clips.</param>
/// <param name="Objective">The loss.</param>
/// <param name="Optimization">Rates, batch size, epochs.</param>
/// <param name="Start">Where the adapters come from.</param>
/// <param name="Seed">Of data order and fresh adapters.</param>
public sealed record AlignmentPlan(
    string Model, Dataset Data, string Videos, Objective Objective, Optimization Optimization, Start Start, long Seed)
{
    private static readonly Sequence<Quantity> Made =
        [Quantity.PolicyLogp, Quantity.ReferenceLogp, Quantity.Kl, Quantity.Mask, Quantity.Span];

    /// <summary>Which frames of a clip are seen.</summary>
    public FramePlan Frames { get; init; } = new FramePlan.Uniform(8);

    /// <summary>How long a pair may be.</summary>
    public LengthLimit Limit { get; init; } = LengthLimit.None;

    /// <summary>Where marked spans come from.</summary>
    public SpanSource Spans { get; init; } = SpanSource.File;

    /// <summary>Where visual tokens and the reference's evidence are kept; runs over the same clips, frames and weights
    /// share them.</summary>
    public string Cache { get; init; } = "cache";

    /// <summary>Where the run is saved and goes on from; null for nowhere.</summary>
    public RunFolder? Folder { get; init; }

    /// <summary>Pairs that are measured on and not trained on; null for none.</summary>
    public HoldOut? HoldOut { get; init; }

    /// <summary>Pairs of a batch that are in memory at a time; null for all.</summary>
    public int? MicroBatch { get; init; }

    /// <summary>What is asked of the reference beside what the loss reads: log-probabilities, so that one sees how far
    /// answers move under any loss; states, so that KL(ref‖policy) is logged too.</summary>
    public ReferenceKept Logged { get; init; } = ReferenceKept.LogProbabilities;

    internal ReferenceKept Kept => (ReferenceKept)Math.Max((int)Logged, (int)ReferenceEvidence.NeededBy(Objective));

    /// <summary>Fewest pairs that a run is worth; fewer are refused.</summary>
    public int Minimum { get; init; } = 1;

    /// <summary>Pairs to read, the first of the file; null for all.</summary>
    public int? Most { get; init; }

    /// <summary>Device and type of the model.</summary>
    public Placement Place { get; init; } = Placement.Cpu;

    /// <summary>What backward passes find in memory.</summary>
    public Activations Activations { get; init; } = Activations.Kept;

    /// <summary>Whether the loss reads marked spans.</summary>
    internal bool ReadsSpans => Objective.Evidence.Any(one => one.Quantity == Quantity.Span);

    /// <summary>Refuses settings that mean nothing, all at once, and a loss that reads what pairs of a chosen and a
    /// rejected answer do not have.</summary>
    internal void Check()
    {
        string[] faults = [.. Faults()];
        if (faults.Length > 0)
            throw new ArgumentException($"settings: expected {string.Join("; ", faults)}. Correct these settings.");
        var carried = Objective.Statistics.Select(one => one.Evidence).ToHashSet();
        var missing = Objective.Evidence.Where(one => !carried.Contains(one)
            && !(Made.Contains(one.Quantity) && (one.Slot == Slot.Chosen || one.Slot == Slot.Rejected))).ToArray();
        if (missing.Length > 0) throw new ArgumentException(
            $"loss: expected one over a chosen and a rejected answer, got one that reads {string.Join(", ", missing)}. "
            + "Choose a loss of pairs, such as dpo, simpo or rrpo.");
    }

    private IEnumerable<string> Faults() => new (string What, double Value, bool Holds)[]
    {
        ("a rate above 0", Optimization.LearningRate, Optimization.LearningRate > 0),
        ("a batch of 1 or more", Optimization.BatchSize, Optimization.BatchSize >= 1),
        ("1 pair or more in memory", MicroBatch ?? 1, MicroBatch is null or >= 1),
        ("1 epoch or more", Optimization.Epochs, Optimization.Epochs >= 1),
        ("1 step or more", Optimization.MaxSteps ?? 1, Optimization.MaxSteps is null or >= 1),
        ("a warm-up of 0 to 1", Optimization.Schedule.WarmUp, Optimization.Schedule.WarmUp is >= 0 and <= 1),
        ("adapters of rank 1 or more", Rank, Rank >= 1),
        ("1 step or more between checkpoints", Folder?.Every ?? 1, Folder is null or { Every: >= 1 }),
        ("every second clip held out, or fewer", HoldOut?.Fold ?? 2, HoldOut is null or { Fold: >= 2 }),
        ("1 step or more between evaluations", HoldOut?.Every ?? 1, HoldOut is null or { Every: >= 1 }),
    }.Where(one => !one.Holds || !double.IsFinite(one.Value)).Select(one =>
        FormattableString.Invariant($"{one.What}, got {one.Value}"));

    private int Rank => Start is Start.Fresh(var lora) ? lora.Rank : 1;
}

/// <summary>Where the adapters of a run come from. The policy at the start is the reference, so they are part of it.
/// </summary>
public abstract record Start
{
    private Start() { }

    /// <summary>Fresh adapters, which change nothing yet.</summary>
    public sealed record Fresh(Lora Lora) : Start;

    /// <summary>An adapter's folder, which is trained on.</summary>
    public sealed record Adapter(string Folder) : Start;
}
