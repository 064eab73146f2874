using Kit.Models;
using Kit.Pairs;
using Kit.Torch.Heads;
using static TorchSharp.torch;

namespace Kit.Train.Preference;

/// <summary>What the frozen reference says about every answer token of a data set, computed once and shared by all
/// runs.</summary>
/// <param name="LogProbability">log π_ref(y_t), nats; all pairs end to end, [ΣS].</param>
/// <param name="Hidden">The states that predicted them, [ΣS, D], from which full-vocabulary KL is taken.</param>
/// <param name="Weight">The reference's output layer, [V, D].</param>
/// <param name="Starts">Where each pair's tokens begin; one more than there are pairs.</param>
public sealed record ReferenceEvidence(Tensor LogProbability, Tensor Hidden, Tensor Weight, IReadOnlyList<int> Starts)
{
    /// <summary>Runs the model as it stands, without gradients, over all pairs.</summary>
    public static ReferenceEvidence From(
        CausalLm model, IReadOnlyList<EncodedPair> pairs, Media media, int batch = 32)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var parts = pairs.Chunk(batch).Select(part => Score(model, part, media)).ToArray();
        var starts = pairs.Aggregate(
            new List<int> { 0 }, (sum, p) => [.. sum, sum[^1] + p.Chosen.Count + p.Rejected.Count]);
        return new ReferenceEvidence(
            cat([.. parts.Select(p => p.Logp)]).MoveToOuterDisposeScope(),
            cat([.. parts.Select(p => p.Hidden)]).MoveToOuterDisposeScope(),
            model.Head.Weight.detach().clone().MoveToOuterDisposeScope(),
            starts);
    }

    /// <summary>Positions in [ΣS] of the tokens of some pairs, in their order: int64.</summary>
    public Tensor Rows(IEnumerable<int> pairs) => tensor(
        pairs.SelectMany(p => Enumerable.Range(Starts[p], Starts[p + 1] - Starts[p])).Select(i => (long)i).ToArray(),
        device: LogProbability.device);

    /// <summary>The states of some rows, as a head reads them.</summary>
    public ReferenceStates States(Tensor rows) => new(Hidden.index_select(0, rows), Weight);

    private static (Tensor Logp, Tensor Hidden) Score(CausalLm model, EncodedPair[] pairs, Media media)
    {
        var batch = new PairBatch(pairs, media, model.Place.Device);
        var hidden = model.call(media.Visual(model, pairs), batch.Layout);
        return (model.Head.Apply(hidden, batch.Layout.Targets).LogProbability, hidden);
    }

    public override string ToString() => FormattableString.Invariant($"reference of {Starts.Count} pairs");
}
