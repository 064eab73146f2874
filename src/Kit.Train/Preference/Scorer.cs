using Kit.Expressions;
using Kit.Models;
using static TorchSharp.torch;

namespace Kit.Train.Preference;

/// <summary>From pairs to evidence: one pass over shared prefixes, the head on scored tokens alone.</summary>
internal sealed class Scorer(VideoLm model, PreferenceData data)
{
    /// <summary>Everything that objectives and <see cref="Drift"/> read about some pairs, by index.</summary>
    public IReadOnlyDictionary<Evidence, Tensor> Evidence(IReadOnlyList<int> indices)
    {
        var pairs = indices.Select(i => data.Pairs[i]).ToArray();
        return Evidence(indices, data.Shelf.Take(pairs.Select(p => (p.Id, p.Clip))));
    }

    /// <summary>The same with visual tokens of one's own, [B, V, D].</summary>
    public IReadOnlyDictionary<Evidence, Tensor> Evidence(IReadOnlyList<int> indices, Tensor features)
    {
        var pairs = indices.Select(i => data.Pairs[i]).ToArray();
        var batch = new PairBatch(pairs, data.Video, (int)features.shape[1], features.device);
        var rows = data.Reference.Rows(indices);
        var hidden = model.call(features, batch.Layout);                                     // [S, D]
        var scored = model.Head.Apply(hidden, batch.Layout.Targets, data.Reference.States(rows));
        return batch.Given
            .Concat(batch.Spread(Quantity.PolicyLogp, scored.LogProbability))
            .Concat(batch.Spread(Quantity.ReferenceLogp, data.Reference.LogProbability.index_select(0, rows)))
            .Concat(batch.Spread(Quantity.Kl, scored.Kl!))
            .ToDictionary();
    }
}
