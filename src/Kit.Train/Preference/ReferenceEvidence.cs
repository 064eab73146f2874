using Kit.Data.Storage;
using Kit.Expressions;
using Kit.Models;
using Kit.Models.Caches;
using Kit.Pairs;
using Kit.Torch.Heads;
using static TorchSharp.torch;

namespace Kit.Train.Preference;

/// <summary>What the frozen reference says about every answer token of a data set, computed once and shared by all
/// runs.</summary>
/// <remarks>Log-probabilities are held in memory; states are held, or read from disk for the pairs that are asked for.
/// </remarks>
public sealed record ReferenceEvidence
{
    private readonly Tensor weight;
    private readonly Func<IReadOnlyList<int>, Tensor> hidden;

    internal ReferenceEvidence(
        ReferenceKept kept, Tensor logProbability, Tensor weight, Func<IReadOnlyList<int>, Tensor> hidden,
        IReadOnlyList<int> starts)
    {
        (Kept, LogProbability, this.weight, this.hidden, Starts) = (kept, logProbability, weight, hidden, starts);
    }

    /// <summary>What is there.</summary>
    public ReferenceKept Kept { get; }

    /// <summary>log π_ref(y_t), nats; all pairs end to end, [ΣS]; [0] when nothing is kept.</summary>
    public Tensor LogProbability { get; internal init; }

    /// <summary>Where each pair's tokens begin, chosen before rejected; one more than there are pairs.</summary>
    public IReadOnlyList<int> Starts { get; }

    /// <summary>The least that an objective needs.</summary>
    public static ReferenceKept NeededBy(Objective objective) =>
        objective.Reads().Any(e => e.Quantity == Quantity.Kl) ? ReferenceKept.States
        : objective.Reads().Any(e => e.Quantity == Quantity.ReferenceLogp) ? ReferenceKept.LogProbabilities
        : ReferenceKept.Nothing;

    /// <summary>Runs the model as it stands, without gradients, over all pairs, and keeps everything.</summary>
    public static ReferenceEvidence From(
        CausalLm model, IReadOnlyList<EncodedPair> pairs, Media media, int batch = ReferencePass.Batch) =>
        From(model, pairs, media, ReferenceKept.States, batch);

    /// <summary>The same, keeping no more than is needed; for nothing, the model is not run.</summary>
    public static ReferenceEvidence From(
        CausalLm model, IReadOnlyList<EncodedPair> pairs, Media media, ReferenceKept kept,
        int batch = ReferencePass.Batch)
    {
        if (kept == ReferenceKept.Nothing) return Nothing(pairs);
        var weight = Weight(model, kept);
        using var scope = NewDisposeScope();
        var pass = new ReferencePass(model, media, kept, batch);
        var parts = ReferencePass.Parts(pairs).Select(pass.Score).ToArray();
        var starts = ReferencePass.Starts(pairs);
        var states = kept == ReferenceKept.States
            ? cat([.. parts.Select(p => p.Hidden!)]).MoveToOuterDisposeScope() : null;
        return new ReferenceEvidence(
            kept, cat([.. parts.Select(p => p.Logp)]).MoveToOuterDisposeScope(), weight,
            chosen => states!.index_select(0, Rows(starts, chosen, states.device)), starts);
    }

    /// <summary>The same from disk; what is not there yet is computed and stored.</summary>
    /// <param name="cache">Shared by all runs of a study, also by processes side by side.</param>
    /// <param name="fingerprint">All that the evidence depends on, the pairs aside: <see cref="ModelFingerprint"/> of
    /// the whole model with template, tokenizer and frame plan. The pairs add themselves.</param>
    /// <param name="model">The reference, as it stands.</param>
    /// <param name="pairs">In a fixed order.</param>
    /// <param name="media">What stands in front of them.</param>
    /// <param name="kept">No more than this is computed.</param>
    /// <param name="progress">Pairs that are done, of all.</param>
    /// <param name="batch">Pairs a pass.</param>
    public static ReferenceEvidence Open(
        Cache cache, Fingerprint fingerprint, CausalLm model, IReadOnlyList<EncodedPair> pairs, Media media,
        ReferenceKept kept, IProgress<ReferenceProgress>? progress = null, int batch = ReferencePass.Batch) =>
        kept == ReferenceKept.Nothing
            ? Nothing(pairs)
            : new ReferenceCache(cache, fingerprint, pairs, kept).Open(
                new ReferencePass(model, media, kept, batch), Weight(model, kept), progress);

    /// <summary>log π_ref of the tokens of some pairs, in their order: [S].</summary>
    public Tensor LogProbabilities(IReadOnlyList<int> pairs) => Kept == ReferenceKept.Nothing
        ? throw Lacking($"{ReferenceKept.LogProbabilities}")
        : LogProbability.index_select(0, Rows(Starts, pairs, LogProbability.device));

    /// <summary>The states that predict them, as a head reads them: [S, D].</summary>
    public ReferenceStates States(IReadOnlyList<int> pairs) => Kept == ReferenceKept.States
        ? new(hidden(pairs), weight)
        : throw Lacking($"{ReferenceKept.States}");

    /// <exception cref="InvalidOperationException">Less is kept than is needed.</exception>
    internal void Check(ReferenceKept needed)
    {
        if (Kept < needed) throw Lacking($"{needed}");
    }

    private static ReferenceEvidence Nothing(IReadOnlyList<EncodedPair> pairs) => new(
        ReferenceKept.Nothing, zeros([0]), zeros([0]), _ => zeros([0]), ReferencePass.Starts(pairs));

    private static Tensor Weight(CausalLm model, ReferenceKept kept)
    {
        if (kept != ReferenceKept.States) return zeros([0]);
        using var still = no_grad();
        return model.Head.Weight.detach().clone();
    }

    private static Tensor Rows(IReadOnlyList<int> starts, IReadOnlyList<int> pairs, Device device) => tensor(
        pairs.SelectMany(p => Enumerable.Range(starts[p], starts[p + 1] - starts[p])).Select(i => (long)i).ToArray(),
        device: device);

    private InvalidOperationException Lacking(string what) => new(
        $"reference evidence: expected data that keeps {what}, got {Kept}. Make the data for this objective: "
        + $"{nameof(PreferenceData)}.{nameof(PreferenceData.From)}(model, pairs, media, objective).");

    public override string ToString() =>
        FormattableString.Invariant($"reference of {Starts.Count - 1} pairs, kept: {Kept}");
}

/// <summary>How far the scoring of a data set by its reference has come.</summary>
/// <param name="Done">Pairs that have their evidence.</param>
/// <param name="Total">All of them.</param>
/// <param name="Note">What was found on disk: cached, not cached, or stale and why.</param>
public sealed record ReferenceProgress(int Done, int Total, string Note);
