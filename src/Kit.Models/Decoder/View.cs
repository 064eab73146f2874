using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Decoder;

/// <summary>What the queries of one layer look at: q [N, H, U, d], k, v [N, K, T, d] → [N, U, H·d].</summary>
internal abstract record View
{
    private View() { }

    public abstract Tensor Mix(Tensor q, Tensor k, Tensor v);

    /// <summary>Everything before it that the mask leaves open.</summary>
    /// <param name="Mask">Added to attention scores, 0 or −∞-like: [N or 1, 1, T, L], L = cached + T.</param>
    /// <param name="Cache">Keys and values of earlier tokens of this layer, or null.</param>
    public sealed record Masked(Tensor Mask, LayerCache? Cache) : View
    {
        public override Tensor Mix(Tensor q, Tensor k, Tensor v)
        {
            var (keys, values) = Cache?.Append(k, v) ?? (k, v);
            return DotAttention.Apply(q, keys, values, Mask).transpose(1, 2).flatten(2);
        }
    }

    /// <summary>The tokens of its own sequence, among others in one row.</summary>
    public sealed record Packed(AttentionPlan Plan) : View
    {
        public override Tensor Mix(Tensor q, Tensor k, Tensor v) => TreeAttention.Apply(q, k, v, Plan);
    }
}
