using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>One learned vector a token id: int64 [.., T] → [.., T, D].</summary>
public sealed class TokenEmbedding : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;

    public TokenEmbedding(long vocabulary, long width, Initial initial, Placement place) : base(nameof(TokenEmbedding))
    {
        weight = new Parameter(initial.Weight([vocabulary, width], place));
        register_parameter("weight", weight);
    }

    /// <summary>[V, D]; a tied output layer scores against it.</summary>
    public Parameter Weight => weight;

    public override Tensor forward(Tensor input) =>
        weight.index_select(0, input.flatten()).view([.. input.shape, weight.shape[1]]);
}
