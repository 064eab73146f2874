using Kit.Expressions;
using static TorchSharp.torch;

namespace Kit.Torch;

/// <summary>What an objective says about a batch of tensors, and what it asks for.</summary>
/// <param name="Outcome">Loss, losses, metrics; without gradient.</param>
/// <param name="Credit">d loss / d evidence for every piece that the policy makes, shaped like it.</param>
public sealed record TensorAppraisal(TensorOutcome Outcome, IReadOnlyDictionary<Evidence, Tensor> Credit)
{
    public override string ToString() => $"{Outcome}; credit of {string.Join(", ", Credit.Keys)}";
}
