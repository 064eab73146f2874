using Kit.Expressions;
using Kit.Models;
using Kit.Pairs;
using Kit.Torch.Heads;
using static TorchSharp.torch;

namespace Kit.Train.Preference;

/// <summary>From pairs to evidence: one pass over shared prefixes, the head on scored tokens alone, and no more than
/// the objective or <see cref="Drift"/> reads.</summary>
internal sealed class Scorer
{
    private static readonly Quantity[] HeadAlone = [Quantity.Entropy, Quantity.LogSquares];

    private readonly CausalLm model;
    private readonly PreferenceData data;
    private readonly Sequence<Quantity> read;

    /// <summary>For <see cref="Drift"/> alone.</summary>
    public Scorer(CausalLm model, PreferenceData data) : this(model, data, []) { }

    /// <summary>For an objective and <see cref="Drift"/>.</summary>
    /// <exception cref="InvalidOperationException">The data keeps less of the reference than the objective
    /// reads.</exception>
    public Scorer(CausalLm model, PreferenceData data, Objective objective)
        : this(model, data, [.. objective.Reads().Select(e => e.Quantity).Distinct()]) =>
        data.Reference.Check(ReferenceEvidence.NeededBy(objective));

    private Scorer(CausalLm model, PreferenceData data, Sequence<Quantity> read) =>
        (this.model, this.data, this.read) = (model, data, read);

    /// <summary>Everything that is read about some pairs, by index.</summary>
    public IReadOnlyDictionary<Evidence, Tensor> Evidence(IReadOnlyList<int> indices) =>
        Evidence(indices, Visual(indices));

    /// <summary>Visual tokens of some pairs, [M, D].</summary>
    public Tensor Visual(IReadOnlyList<int> indices) => data.Media.Visual(model, Pairs(indices));

    /// <summary>The evidence with visual tokens of one's own, [M, D].</summary>
    public IReadOnlyDictionary<Evidence, Tensor> Evidence(IReadOnlyList<int> indices, Tensor visual)
    {
        var batch = new PairBatch(Pairs(indices), data.Media, model.Place.Device);
        var hidden = model.call(visual, batch.Layout);                                       // [S, D]
        var scored = model.Head.Apply(hidden, batch.Layout.Targets, Asked(indices)).Values;
        var type = scored[Quantity.PolicyLogp].dtype;
        return batch.Given.Concat(scored.Concat(Reference(indices)).SelectMany(s => batch.Spread(s.Key, s.Value)))
            .ToDictionary(e => e.Key, e => e.Value.to(type));
    }

    /// <summary>KL is moved where the objective reads it, and watched where the data keeps states for it.</summary>
    private Asked Asked(IReadOnlyList<int> indices)
    {
        var asked = HeadAlone.Where(read.Contains).Aggregate(Torch.Heads.Asked.LogProbability,
            (all, q) => q.Flow == Flow.Differentiable ? all.With(q) : all.Watching(q));
        if (data.Reference.Kept != ReferenceKept.States) return asked;
        var states = data.Reference.States(indices);
        return read.Contains(Quantity.Kl) ? asked.With(states) : asked.Watching(states);
    }

    private IEnumerable<KeyValuePair<Quantity, Tensor>> Reference(IReadOnlyList<int> indices) =>
        data.Reference.Kept == ReferenceKept.Nothing
            ? [] : [new(Quantity.ReferenceLogp, data.Reference.LogProbabilities(indices))];

    private EncodedPair[] Pairs(IReadOnlyList<int> indices) => [.. indices.Select(i => data.Pairs[i])];
}
