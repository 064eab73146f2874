using static TorchSharp.torch;

namespace Kit.Models.Decoder;

/// <summary>Where the tokens of one forward pass stand and what they may see.</summary>
/// <param name="Index">Rotary positions, [A, N, T], int64; A = 1, or 3 with M-RoPE.</param>
/// <param name="Mask">Added to attention scores, [N or 1, 1, T, L], L = cached + T: 0 where token t sees token l, −10⁹
/// elsewhere.</param>
/// <param name="Order">Each token's place in its own sequence, from which sliding windows are measured, [N or 1, L],
/// int64; the tokens of this pass are the last T.</param>
/// <param name="Cache">One cache a layer, or null.</param>
internal sealed record Positions(Tensor Index, Tensor Mask, Tensor Order, IReadOnlyList<LayerCache>? Cache)
{
    /// <summary>The mask of layers that look back less than <paramref name="size"/> tokens.</summary>
    public Tensor Within(long size)
    {
        var (all, now) = (Order.shape[1], Index.shape[2]);
        var distance = Order.narrow(1, all - now, now).unsqueeze(2) - Order.unsqueeze(1);      // [N, T, L]
        return Mask.masked_fill((distance >= size).unsqueeze(1), -1e9);
    }
}
