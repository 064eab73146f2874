using Kit.Expressions;
using Kit.Models;
using Kit.Pairs;
using static TorchSharp.torch;

namespace Kit.Train.Preference;

/// <summary>From pairs to evidence: one pass over shared prefixes, the head on scored tokens alone.</summary>
internal sealed class Scorer(CausalLm model, PreferenceData data)
{
    /// <summary>Everything that objectives and <see cref="Drift"/> read about some pairs, by index.</summary>
    public IReadOnlyDictionary<Evidence, Tensor> Evidence(IReadOnlyList<int> indices) =>
        Evidence(indices, Visual(indices));

    /// <summary>Visual tokens of some pairs, [M, D].</summary>
    public Tensor Visual(IReadOnlyList<int> indices) => data.Media.Visual(model, Pairs(indices));

    /// <summary>The evidence with visual tokens of one's own, [M, D].</summary>
    public IReadOnlyDictionary<Evidence, Tensor> Evidence(IReadOnlyList<int> indices, Tensor visual)
    {
        var batch = new PairBatch(Pairs(indices), data.Media, model.Place.Device);
        var rows = data.Reference.Rows(indices);
        var hidden = model.call(visual, batch.Layout);                                       // [S, D]
        var scored = model.Head.Apply(hidden, batch.Layout.Targets, data.Reference.States(rows));
        return batch.Given
            .Concat(batch.Spread(Quantity.PolicyLogp, scored.LogProbability))
            .Concat(batch.Spread(Quantity.ReferenceLogp, data.Reference.LogProbability.index_select(0, rows)))
            .Concat(batch.Spread(Quantity.Kl, scored.Kl!))
            .ToDictionary();
    }

    private EncodedPair[] Pairs(IReadOnlyList<int> indices) => [.. indices.Select(i => data.Pairs[i])];
}
