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
    public static Tensor Apply(Tensor q, Tensor k, Tensor v, AttentionPlan plan) =>
        q.device_type == DeviceType.CPU || plan.Reach < long.MaxValue
            ? TiledAttention.Apply(q, k, v, plan)
            : FusedAttention.Apply(q, k, v, plan);
}
