using Kit.Expressions;
using Kit.Tests;
using TorchSharp;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Graphs;

/// <summary>What a wrong batch of tensors is told.</summary>
public sealed class CompiledObjectiveErrors
{
    [Fact]
    public void Missing_evidence_and_wrong_shapes_are_told_at_once()
    {
        var message = Refusal(evidence =>
        {
            evidence.Remove(Quantity.PolicyLogp.At(Slot.Rejected));
            evidence[Quantity.Mask.At(Slot.Chosen)] = ones(3, dtype: ScalarType.Float64);
        });
        Assert.Contains("policy.logp[rejected]: expected [B, T·rejected], got nothing.", message);
        Assert.Contains("mask[chosen]: expected [B, T·chosen] = [2, 4], got [3].", message);
    }

    [Fact]
    public void Two_floating_types_are_told() => Assert.Equal(
        "reference.logp[chosen]: expected Float64 as policy.logp[chosen] has, got Float32. Convert it with .to(dtype).",
        Refusal(evidence => evidence[Quantity.ReferenceLogp.At(Slot.Chosen)] = zeros(2, 4, dtype: ScalarType.Float32)));

    private static string Refusal(Action<Dictionary<Evidence, Tensor>> spoil)
    {
        using var scope = NewDisposeScope();
        using var compiled = CompiledObjective.From(Papers.Dpo);
        var evidence = Tensors.From(Batch.From(1, 2, 4, 5).Evidence);
        spoil(evidence);
        return Assert.Throws<ArgumentException>(() => compiled.Apply(evidence)).Message;
    }
}
