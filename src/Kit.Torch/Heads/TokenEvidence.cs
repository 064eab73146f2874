using static TorchSharp.torch;

namespace Kit.Torch.Heads;

/// <summary>What a head says about scored tokens.</summary>
/// <param name="LogProbability">log π(y_t | ·), nats, [N], float32.</param>
/// <param name="Kl">Σ_v π_ref(v) (log π_ref(v) − log π(v)), nats, [N], or null when nothing reads it.</param>
public sealed record TokenEvidence(Tensor LogProbability, Tensor? Kl);
