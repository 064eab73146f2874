using static TorchSharp.torch;

namespace Kit.Torch;

/// <summary>What an objective says about a batch of tensors.</summary>
/// <param name="Loss">[]; differentiable in the policy's evidence.</param>
/// <param name="Losses">[B]; likewise.</param>
/// <param name="Metrics">By name, [] each, without gradient.</param>
public sealed record TensorOutcome(Tensor Loss, Tensor Losses, IReadOnlyDictionary<string, Tensor> Metrics)
{
    public override string ToString() =>
        FormattableString.Invariant($"losses of {Losses.shape[0]} pairs; {string.Join(", ", Metrics.Keys)}");
}
