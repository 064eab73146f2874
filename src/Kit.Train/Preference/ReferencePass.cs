using Kit.Models;
using Kit.Pairs;
using static TorchSharp.torch;

namespace Kit.Train.Preference;

/// <summary>The frozen model over pairs, part by part; the batches are the same whether the result is held or stored,
/// and wherever a stored pass was interrupted.</summary>
internal sealed class ReferencePass(CausalLm model, Media media, ReferenceKept kept, int batch)
{
    public const int Batch = 32;

    /// <summary>Pairs that are stored together.</summary>
    public const int Part = 8 * Batch;

    /// <summary>The pairs of every part, in order.</summary>
    public static IEnumerable<EncodedPair[]> Parts(IReadOnlyList<EncodedPair> pairs) => pairs.Chunk(Part);

    /// <summary>Where each pair's tokens begin, and where the last one's end.</summary>
    public static IReadOnlyList<int> Starts(IReadOnlyList<EncodedPair> pairs)
    {
        var starts = new int[pairs.Count + 1];
        for (var i = 0; i < pairs.Count; i++)
            starts[i + 1] = checked(starts[i] + pairs[i].Chosen.Count + pairs[i].Rejected.Count);
        return starts;
    }

    /// <summary>log π_ref(y_t), [S], of all tokens of a part, and the states that predicted them, [S, D], where they are
    /// kept.</summary>
    public (Tensor Logp, Tensor? Hidden) Score(EncodedPair[] part)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var all = part.Chunk(batch).Select(One).ToArray();
        return (cat([.. all.Select(p => p.Logp)]).MoveToOuterDisposeScope(), kept == ReferenceKept.States
            ? cat([.. all.Select(p => p.Hidden!)]).MoveToOuterDisposeScope() : null);
    }

    /// <summary>The device that evidence is wanted on.</summary>
    public Device Device => model.Place.Device;

    private (Tensor Logp, Tensor? Hidden) One(EncodedPair[] pairs)
    {
        using var scope = NewDisposeScope();
        var layout = new PairBatch(pairs, media, Device).Layout;
        var hidden = model.call(media.Visual(model, pairs), layout);
        var logp = model.Head.Apply(hidden, layout.Targets).LogProbability;
        return (logp.MoveToOuterDisposeScope(),
            kept == ReferenceKept.States ? hidden.MoveToOuterDisposeScope() : null);
    }
}
