using Kit.Models;
using Kit.Torch;
using static TorchSharp.torch;

namespace Kit.Train.Preference;

/// <summary>Drift of a model over held-out pairs.</summary>
public static class PreferenceScores
{
    /// <summary>Means over all pairs of what <see cref="Drift"/> can tell about such data, by name; batches weigh by
    /// their pairs.</summary>
    /// <param name="model">The policy, adapters in place.</param>
    /// <param name="data">Pairs that were not trained on.</param>
    /// <param name="batch">Pairs a pass.</param>
    public static IReadOnlyDictionary<string, double> From(CausalLm model, PreferenceData data, int batch = 32)
    {
        var metrics = Drift.From(data.Reference.Kept);
        using var drift = CompiledGraph.From([.. metrics.Select(m => (m.Name, m.Value))]);
        var scorer = new Scorer(model, data);
        var sums = new double[metrics.Count];
        foreach (var part in Enumerable.Range(0, data.Pairs.Count).Chunk(batch))
        {
            using var scope = NewDisposeScope();
            using var still = no_grad();
            var values = drift.Apply(scorer.Evidence(part));
            for (var i = 0; i < sums.Length; i++) sums[i] += values[i].to(ScalarType.Float64).item<double>() * part.Length;
        }

        return metrics.Zip(sums).ToDictionary(m => m.First.Name, m => m.Second / data.Pairs.Count);
    }
}
