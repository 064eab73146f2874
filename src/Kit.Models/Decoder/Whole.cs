using static TorchSharp.torch;

namespace Kit.Models.Decoder;

/// <summary>Positions of plain sequences that run through the decoder whole.</summary>
internal static class Whole
{
    /// <summary>Causal, padding unseen; a token's position is the number of tokens before it, and padding on the right
    /// goes on counting, as Hugging Face's models do.</summary>
    /// <param name="attended">1 on tokens, 0 on padding, [N, T].</param>
    /// <param name="dtype">Of the mask.</param>
    /// <param name="axes">Positions a token has.</param>
    public static Positions Of(Tensor attended, ScalarType dtype, int axes)
    {
        var (n, length) = (attended.shape[0], attended.shape[1]);
        var real = attended != 0;                                                              // [N, T]
        var order = arange(length, dtype: ScalarType.Int64, device: attended.device);
        var first = (real.cumsum(1) == 0).sum(1, keepdim: true);                               // pads on the left
        var index = (order.unsqueeze(0) - first).clamp_min(0);                                // [N, T]
        var open = (order.unsqueeze(0) <= order.unsqueeze(1)).unsqueeze(0).logical_and(real.unsqueeze(1));
        var mask = zeros_like(open, dtype: dtype).masked_fill(open.logical_not(), -1e9).unsqueeze(1);
        return new Positions.Masked(index.unsqueeze(0).expand(axes, n, length), mask, index, null);
    }
}
