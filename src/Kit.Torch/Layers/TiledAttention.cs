using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>Attention a tile of queries at a time: each tile's softmax is exact over all keys that it sees, and is
/// computed again in the backward pass.</summary>
/// <remarks>For a tile with scaled queries q, P = softmax(q kᵀ), o = P v:  ∂L/∂v += Pᵀ ∂L/∂o,
/// ∂L/∂S = P ⊙ (∂L/∂o vᵀ − Σ_d ∂L/∂o ⊙ o),  ∂L/∂q = ∂L/∂S k / √d,  ∂L/∂k += ∂L/∂Sᵀ q (Dao et al. 2022, appendix B.2,
/// arXiv:2205.14135; there keys are tiled too). Half precision is raised to float32.</remarks>
internal static class TiledAttention
{
    /// <summary>Scores of a tile, at most so many for the sake of caches, but never less than 16 queries.</summary>
    private const long Scores = 1 << 20;

    /// <param name="q">[1, H, U, d].</param>
    /// <param name="k">[1, K, T, d].</param>
    /// <param name="v">[1, K, T, d].</param>
    /// <param name="plan">U queries, T keys.</param>
    /// <param name="tile">Queries of a tile; null for as many as suit the caches.</param>
    /// <returns>[1, U, H·d].</returns>
    public static Tensor Apply(Tensor q, Tensor k, Tensor v, AttentionPlan plan, long? tile = null)
    {
        var type = WideType.Of(q.dtype);
        Tensor Heads(Tensor x) => x.to(type).squeeze(0).contiguous();
        return TiledFunction.apply(Heads(q), Heads(k), Heads(v), new Tiling(plan, tile)).unsqueeze(0).to(q.dtype);
    }

    /// <summary>How a plan is cut.</summary>
    internal sealed record Tiling(AttentionPlan Plan, long? Queries)
    {
        /// <summary>The tiles of a block, for H heads.</summary>
        public IEnumerable<AttentionTile> Of(AttentionBlock block, long heads)
        {
            var size = Queries ?? Math.Max(16, Scores / (heads * block.Keys));
            for (long start = 0; start < block.Queries.Length; start += size)
                yield return new AttentionTile(
                    block, new Extent(start, Math.Min(size, block.Queries.Length - start)), Plan.Reach);
        }
    }
}
