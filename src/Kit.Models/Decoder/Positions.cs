using static TorchSharp.torch;

namespace Kit.Models.Decoder;

/// <summary>Where the tokens of one forward pass stand and what they may see.</summary>
/// <param name="Index">Rotary positions, [N, T], int64.</param>
/// <param name="Mask">Added to attention scores, [N, 1, T, L]: 0 where token t sees token l, −10⁹ elsewhere.</param>
/// <param name="Cache">One cache a layer, or null.</param>
internal sealed record Positions(Tensor Index, Tensor Mask, IReadOnlyList<LayerCache>? Cache);
