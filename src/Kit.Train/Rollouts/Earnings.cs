using Kit.Expressions;
using Kit.Rewards;
using Kit.Torch;
using static TorchSharp.torch;

namespace Kit.Train.Rollouts;

/// <summary>An estimate of advantages, compiled; compiled anew when κ moves.</summary>
internal sealed class Earnings(Gae gae) : IDisposable
{
    private double weight = gae.Rewards.KlWeight;
    private CompiledGraph graph = Compile(gae);

    /// <summary>A and G for the passes over a rollout, [N, T], and the metrics of its rewards.</summary>
    /// <param name="look">Evidence of the rollout; A and G are added.</param>
    /// <param name="metrics">Are added to.</param>
    /// <param name="klWeight">κ.</param>
    public void Add(
        Dictionary<Evidence, Tensor> look, SortedDictionary<string, double> metrics, double klWeight)
    {
        if (klWeight != weight) Recompile(klWeight);
        var results = graph.Apply(look);
        look[Quantity.TokenAdvantage.At(Slot.Response)] = results[0];
        look[Quantity.Return.At(Slot.Response)] = results[1];
        metrics["objective/rlhf_reward"] = Number(results[2].sum(1).mean());
        metrics["objective/kl"] = Number(results[3]);
        metrics["objective/kl_weight"] = weight;
    }

    public void Dispose() => graph.Dispose();

    private void Recompile(double klWeight)
    {
        graph.Dispose();
        weight = klWeight;
        graph = Compile(gae.With(gae.Rewards.WithKlWeight(klWeight)));
    }

    private static double Number(Tensor scalar) => scalar.to(ScalarType.Float64).item<double>();

    private static CompiledGraph Compile(Gae gae) =>
        CompiledGraph.From([.. gae.Outputs, ("kl", gae.Divergence.SumTokens().MeanPairs())]);
}
