using Kit.Expressions;
using Kit.Parts;
using Kit.Torch;
using static TorchSharp.torch;

namespace Kit.Train.Preference;

/// <summary>The statistics that batches hand on, between numbers of a <see cref="TrainState"/> and evidence of a batch.
/// </summary>
internal sealed class Carried : IDisposable
{
    private readonly Sequence<Statistic> statistics;
    private readonly CompiledGraph? next;

    public Carried(Objective objective)
    {
        statistics = objective.Statistics;
        if (statistics.Count > 0) next = CompiledGraph.From([.. statistics.Select(s => ($"next {s.Evidence}", s.Next))]);
    }

    /// <summary>Whether there are any.</summary>
    public bool IsEmpty => statistics.Count == 0;

    /// <summary>A batch's evidence with the statistics as they stand.</summary>
    public IReadOnlyDictionary<Evidence, Tensor> With(
        IReadOnlyDictionary<Evidence, Tensor> evidence, TrainState state) => IsEmpty ? evidence
        : Joined(evidence, state.Carried.Select(c => tensor(c.Value, dtype: Type(evidence), device: Place(evidence))));

    /// <summary>A batch's evidence with the statistics that it makes, which the next batch starts from.</summary>
    public IReadOnlyDictionary<Evidence, Tensor> Update(
        IReadOnlyDictionary<Evidence, Tensor> evidence, TrainState state)
    {
        if (next is null) return evidence;
        using var still = no_grad();
        return Joined(evidence, next.Apply(With(evidence, state)).Select(one => one.detach()));
    }

    /// <summary>The statistics in the evidence of a batch, [] each, in the order of a state's.</summary>
    public IEnumerable<(string Name, Tensor Value)> In(IReadOnlyDictionary<Evidence, Tensor> evidence) =>
        statistics.Select(s => (s.Evidence.ToString(), evidence[s.Evidence]));

    public void Dispose() => next?.Dispose();

    private Dictionary<Evidence, Tensor> Joined(
        IReadOnlyDictionary<Evidence, Tensor> evidence, IEnumerable<Tensor> values)
    {
        var all = evidence.ToDictionary();
        foreach (var (one, value) in statistics.Zip(values)) all[one.Evidence] = value;
        return all;
    }

    private static ScalarType Type(IReadOnlyDictionary<Evidence, Tensor> evidence) => Policy(evidence).dtype;

    private static Device Place(IReadOnlyDictionary<Evidence, Tensor> evidence) => Policy(evidence).device;

    private static Tensor Policy(IReadOnlyDictionary<Evidence, Tensor> evidence) =>
        evidence.First(e => e.Key.Quantity.Flow == Flow.Differentiable).Value;
}
