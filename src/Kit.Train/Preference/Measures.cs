using Kit.Torch;
using static TorchSharp.torch;
using Evidences = System.Collections.Generic.IReadOnlyDictionary<Kit.Expressions.Evidence, TorchSharp.torch.Tensor>;

namespace Kit.Train.Preference;

/// <summary>What is told about a batch: the loss, the objective's metrics and <see cref="Drift"/>.</summary>
/// <param name="kept">Of the reference; it decides what can be told.</param>
internal sealed class Measures(ReferenceKept kept) : IDisposable
{
    private readonly CompiledGraph drift = CompiledGraph.From([.. Drift.From(kept).Select(m => (m.Name, m.Value))]);

    /// <summary>The names of an objective's measures.</summary>
    public static IReadOnlyCollection<string> Names(Objective objective, ReferenceKept kept) =>
        [.. objective.Metrics.Concat(Drift.From(kept)).Select(m => m.Name).Append("loss").Distinct()];

    /// <summary>[] each, still on the device.</summary>
    public IEnumerable<(string Name, Tensor Value)> From(Evidences evidence, TensorOutcome outcome) =>
        outcome.Metrics.Select(m => (m.Key, m.Value))
            .Concat(Drift.From(kept).Zip(drift.Apply(evidence), (m, value) => (m.Name, value)))
            .Append(("loss", outcome.Loss)).DistinctBy(m => m.Item1);

    /// <summary>The numbers, with one wait for the device.</summary>
    public static SortedDictionary<string, double> Read(IEnumerable<(string Name, Tensor Value)> named)
    {
        var all = named.ToArray();
        var values = stack(all.Select(m => m.Value.detach())).cpu().to(ScalarType.Float64).data<double>().ToArray();
        return new(all.Zip(values).ToDictionary(m => m.First.Name, m => m.Second), StringComparer.Ordinal);
    }

    public void Dispose() => drift.Dispose();
}
