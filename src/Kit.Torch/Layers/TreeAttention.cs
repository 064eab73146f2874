using TorchSharp;
using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>softmax(q kᵀ/√d) v over packed trees, every token seeing its own sequence: q [1, H, U, d] of the U asked
/// tokens, k, v [1, K, T, d] of all → [1, U, H·d], in the type of q.</summary>
/// <remarks>Nothing of the size [T, T] is made, and no score above the diagonal or between branches of any length. K
/// divides H; query heads share keys and values without copies on the processor. A processor works in tiles
/// (<see cref="TiledAttention"/>), other devices by their fused kernels, except within a sliding window.</remarks>
public static class TreeAttention
{
    /// <exception cref="ArgumentException">The shapes are not those of the plan.</exception>
    public static Tensor Apply(Tensor q, Tensor k, Tensor v, AttentionPlan plan)
    {
        Check(q, k, v, plan);
        return q.device_type == DeviceType.CPU || plan.Reach < long.MaxValue
            ? TiledAttention.Apply(q, k, v, plan)
            : FusedAttention.Apply(q, k, v, plan);
    }

    private static void Check(Tensor q, Tensor k, Tensor v, AttentionPlan plan)
    {
        long[] asked = q.shape, seen = k.shape;
        if (asked is [1, var heads, var queries, var width] && seen is [1, var shared, var tokens, var other]
            && seen.SequenceEqual(v.shape) && (queries, tokens, width) == (plan.Queries, plan.Tokens, other)
            && shared > 0 && heads % shared == 0) return;
        static string Shape(Tensor x) => $"[{string.Join(", ", x.shape)}]";
        throw new ArgumentException(
            $"attention: expected q [1, H, {plan.Queries}, d] and k, v [1, K, {plan.Tokens}, d], K dividing H, got "
            + $"{Shape(q)}, {Shape(k)} and {Shape(v)}. Plan the trees that these tokens were packed in.");
    }
}
