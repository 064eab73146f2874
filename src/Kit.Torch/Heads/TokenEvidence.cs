using Kit.Expressions;
using static TorchSharp.torch;

namespace Kit.Torch.Heads;

/// <summary>What a head says about scored tokens, [N] each; float32, or float64 from a float64 model.</summary>
/// <param name="Values">By quantity; what was not asked for is not there.</param>
public sealed record TokenEvidence(IReadOnlyDictionary<Quantity, Tensor> Values)
{
    /// <summary>log π(y_t | ·), nats.</summary>
    public Tensor LogProbability => Values[Quantity.PolicyLogp];

    /// <summary>Σ_v π_ref(v) (log π_ref(v) − log π(v)), nats, or null when nothing reads it.</summary>
    public Tensor? Kl => Values.GetValueOrDefault(Quantity.Kl);

    /// <summary>−Σ_v π(v) log π(v), nats, or null.</summary>
    public Tensor? Entropy => Values.GetValueOrDefault(Quantity.Entropy);

    /// <summary>log Σ_v π(v)², nats, ≤ 0, or null.</summary>
    public Tensor? LogSquares => Values.GetValueOrDefault(Quantity.LogSquares);

    public override string ToString() => string.Join(", ", Values.Select(one => $"{one.Key} [{one.Value.shape[0]}]"));
}
