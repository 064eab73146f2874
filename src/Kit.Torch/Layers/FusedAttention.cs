using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>Attention by LibTorch's own kernel, a call a block: where the device has a fused one, no scores are kept.
/// </summary>
internal static class FusedAttention
{
    /// <param name="q">[1, H, U, d].</param>
    /// <param name="k">[1, K, T, d].</param>
    /// <param name="v">[1, K, T, d].</param>
    /// <param name="plan">U queries, T keys; unbounded reach.</param>
    /// <returns>[1, U, H·d].</returns>
    public static Tensor Apply(Tensor q, Tensor k, Tensor v, AttentionPlan plan)
    {
        var groups = q.shape[1] / k.shape[1];
        var parts = plan.Blocks.Select(block =>
        {
            var causal = block.Hidden is null && block.Keys == block.Queries.Length;
            return nn.functional.scaled_dot_product_attention(
                q.narrow(2, block.Queries.Start, block.Queries.Length),
                DotAttention.Share(Joined(k, block), groups), DotAttention.Share(Joined(v, block), groups),
                causal ? null : Mask(block, q), is_casual: causal);                           // [1, H, u, d]
        });
        return cat([.. parts], 2).transpose(1, 2).flatten(2);
    }

    private static Tensor Joined(Tensor x, AttentionBlock block) => cat([
        x.narrow(2, block.Shared.Start, block.Shared.Length), x.narrow(2, block.Own.Start, block.Own.Length)], 2);

    /// <summary>Added to a block's scores: 0 where a query sees a key, −∞ elsewhere, [queries, keys].</summary>
    private static Tensor Mask(AttentionBlock block, Tensor like)
    {
        var mask = like.new_zeros([block.Queries.Length, block.Keys]);
        new AttentionTile(block, new Extent(0, block.Queries.Length), long.MaxValue).Hide(mask, HiddenOf(block, like));
        return mask;
    }

    private static Tensor? HiddenOf(AttentionBlock block, Tensor like) => block.Hidden is not { } hidden ? null
        : tensor(hidden.ToArray(), [block.Queries.Length, block.Own.Length], device: like.device);
}
