using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>Some queries of a block with the keys that one of them sees.</summary>
/// <param name="Block">Whose.</param>
/// <param name="Rows">Places among the block's queries.</param>
/// <param name="Reach">A token sees another that stands less than this before it.</param>
internal sealed record AttentionTile(AttentionBlock Block, Extent Rows, long Reach)
{
    /// <summary>Places among the asked tokens.</summary>
    public Extent Queries => new(Block.Queries.Start + Rows.Start, Rows.Length);

    /// <summary>Places among the block's keys.</summary>
    public Extent Keys => Block.Hidden is null
        ? Extent.Between(Math.Max(0, First + 1 - Math.Min(Reach, First + 1)), First + Rows.Length)
        : new Extent(0, Block.Keys);

    /// <summary>The last key that the first query sees, its own.</summary>
    private long First => Block.Keys - Block.Queries.Length + Rows.Start;

    /// <summary>−∞ in the scores [.., rows, keys] where a query does not see a key.</summary>
    public void Hide(Tensor scores, Tensor? hidden)
    {
        var mask = hidden?.narrow(0, Rows.Start, Rows.Length) ?? Later(scores);
        scores.narrow(-1, scores.shape[^1] - mask.shape[1], mask.shape[1])
            .masked_fill_(mask, double.NegativeInfinity);
    }

    /// <summary>What lies behind a query, or too far before it: [rows, the last of the keys], bool.</summary>
    private Tensor Later(Tensor scores)
    {
        var (rows, keys) = (Rows.Length, Reach == long.MaxValue ? Rows.Length : Keys.Length);
        var all = ones([rows, keys], dtype: ScalarType.Bool, device: scores.device);
        var behind = all.triu(keys - rows + 1);
        return Reach == long.MaxValue ? behind : behind.logical_or(all.tril(keys - rows - Reach));
    }
}
