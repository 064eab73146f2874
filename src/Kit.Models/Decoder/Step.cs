using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Decoder;

/// <summary>What every layer of one forward pass needs beside the hidden states.</summary>
/// <param name="Rope">Angles of the positions of this pass.</param>
/// <param name="Mask">Added to attention scores, 0 or −∞-like: [N, 1, T, L], L = cached + T.</param>
/// <param name="Cache">Keys and values of earlier tokens of this layer, or null.</param>
internal sealed record Step(Rope Rope, Tensor Mask, LayerCache? Cache);
