using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>One learned vector a token id: int64 [.., T] → [.., T, D].</summary>
public sealed class TokenEmbedding : nn.Module<Tensor, Tensor>, ISwappable
{
    private readonly Parameter weight;
    private Parameter? other;

    public TokenEmbedding(long vocabulary, long width, Initial initial, Placement place) : base(nameof(TokenEmbedding))
    {
        weight = new Parameter(initial.Weight([vocabulary, width], place));
        register_parameter("weight", weight);
    }

    /// <summary>[V, D]; a tied output layer scores against it.</summary>
    public Parameter Weight => other ?? weight;

    IReadOnlyList<(string Name, Parameter Parameter)> ISwappable.Own => [("weight", weight)];

    IEnumerable<Parameter> ISwappable.Used => [Weight];

    void ISwappable.Use(IReadOnlyList<Parameter>? others) => other = others?[0];

    public override Tensor forward(Tensor input) =>
        Weight.index_select(0, input.flatten()).view([.. input.shape, weight.shape[1]]);
}
