using Kit.Expressions;
using Kit.Parts;
using Kit.Torch;
using static TorchSharp.torch;

namespace Kit.Train.Preference;

/// <summary>The statistics that batches hand on during a run: KTO's z₀, BCO's δ, α-DPO's μ and ς.</summary>
internal sealed class Carried : IDisposable
{
    private readonly Sequence<Statistic> statistics;
    private readonly CompiledGraph? next;
    private Dictionary<Evidence, Tensor> values;

    public Carried(Objective objective, Device device)
    {
        statistics = objective.Statistics;
        values = statistics.ToDictionary(
            one => one.Evidence, one => tensor((float)one.Initial, device: device).DetachFromDisposeScope());
        if (statistics.Count > 0) next = CompiledGraph.From([.. statistics.Select(s => ($"next {s.Evidence}", s.Next))]);
    }

    /// <summary>A batch's evidence with the statistics as they stand.</summary>
    public IReadOnlyDictionary<Evidence, Tensor> With(IReadOnlyDictionary<Evidence, Tensor> evidence) =>
        statistics.Count == 0 ? evidence : evidence.Concat(values).ToDictionary();

    /// <summary>A batch's evidence with the statistics that it makes; the next batch starts from them.</summary>
    public IReadOnlyDictionary<Evidence, Tensor> Update(IReadOnlyDictionary<Evidence, Tensor> evidence)
    {
        if (next is null) return evidence;
        using var still = no_grad();
        var results = next.Apply(With(evidence)).Select(one => one.detach().DetachFromDisposeScope());
        Replace(statistics.Zip(results, (one, value) => KeyValuePair.Create(one.Evidence, value)).ToDictionary());
        return With(evidence);
    }

    public void Dispose()
    {
        Replace([]);
        next?.Dispose();
    }

    private void Replace(Dictionary<Evidence, Tensor> by)
    {
        foreach (var old in values.Values) old.Dispose();
        values = by;
    }
}
