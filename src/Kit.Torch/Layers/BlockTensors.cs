using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>Keys and values of one block, side by side: n keys of K heads, [K, n, d].</summary>
internal sealed class BlockTensors
{
    private readonly AttentionBlock block;
    private readonly Tensor keys;
    private readonly Tensor values;
    private readonly Tensor? hidden;

    public BlockTensors(AttentionBlock block, Tensor k, Tensor v)
    {
        this.block = block;
        (keys, values) = (Joined(k), Joined(v));
        if (block.Hidden is { } mask)
            hidden = tensor(mask.ToArray(), [block.Queries.Length, block.Own.Length], device: k.device);
    }

    /// <summary>K.</summary>
    public long Heads => keys.shape[0];

    /// <summary>Keys of a tile, [K, n, d].</summary>
    public Tensor Keys(AttentionTile tile) => Part(keys, tile);

    /// <summary>Values of a tile, [K, n, d].</summary>
    public Tensor Values(AttentionTile tile) => Part(values, tile);

    /// <summary>P = softmax(q kᵀ) of a tile, the queries scaled: [K, G·t, d] → [K, G·t, n].</summary>
    public Tensor Weights(AttentionTile tile, Tensor queries)
    {
        var scores = queries.bmm(Keys(tile).transpose(1, 2));
        tile.Hide(scores.view(Heads, -1, tile.Rows.Length, scores.shape[2]), hidden);
        return scores.softmax(-1);
    }

    /// <summary>Zeros to gather gradients in, those of a tile by <see cref="Part"/>.</summary>
    public (Tensor Keys, Tensor Values) Zeros() => (zeros_like(keys), zeros_like(values));

    /// <summary>Adds gradients of the block's keys or values to those of all, [K, T, d].</summary>
    public void AddTo(Tensor all, Tensor own)
    {
        all.narrow(1, block.Shared.Start, block.Shared.Length).add_(own.narrow(1, 0, block.Shared.Length));
        all.narrow(1, block.Own.Start, block.Own.Length)
            .add_(own.narrow(1, block.Shared.Length, block.Own.Length));
    }

    /// <summary>What a tile sees of the block's keys: [K, n, d].</summary>
    public static Tensor Part(Tensor x, AttentionTile tile) => x.narrow(1, tile.Keys.Start, tile.Keys.Length);

    /// <summary>[K, T, d] → [K, n, d]; a copy only where the root and the branches do not stand side by side.</summary>
    private Tensor Joined(Tensor x) =>
        block.Shared.Length == 0 ? x.narrow(1, block.Own.Start, block.Own.Length)
        : block.Shared.End == block.Own.Start ? x.narrow(1, block.Shared.Start, block.Keys)
        : cat([
            x.narrow(1, block.Shared.Start, block.Shared.Length), x.narrow(1, block.Own.Start, block.Own.Length)], 1);
}
