using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Decoder;

/// <summary>What one layer of a forward pass needs beside the hidden states.</summary>
/// <param name="Rope">Angles of the positions of this pass.</param>
/// <param name="View">What its queries look at.</param>
/// <param name="Asked">The tokens whose states are wanted, or null for all.</param>
internal sealed record Step(Rope Rope, View View, AskedTokens? Asked = null)
{
    /// <summary>Angles of the queries.</summary>
    public Rope Queries => Asked?.Rope ?? Rope;

    /// <summary>States of the tokens that go on: [N, T, D] → [N, U, D].</summary>
    public Tensor Take(Tensor x) => Asked is null ? x : x.index_select(1, Asked.Places);
}

/// <summary>The tokens whose states are wanted after a layer.</summary>
/// <param name="Places">[U], int64, ascending.</param>
/// <param name="Rope">Their angles.</param>
internal sealed record AskedTokens(Tensor Places, Rope Rope);
