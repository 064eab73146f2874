using Kit.Torch;
using Kit.Torch.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Models.Decoder;

/// <summary>Qwen2's decoder body: embeddings in, normalised hidden states out.</summary>
internal sealed class TextModel : nn.Module<Tensor, Positions, Tensor>
{
    private readonly DecoderConfig config;
    private readonly Embedding embed_tokens;
    private readonly ModuleList<DecoderLayer> layers;
    private readonly RmsNorm norm;

    public TextModel(DecoderConfig config, Placement place) : base(nameof(TextModel))
    {
        this.config = config;
        embed_tokens = nn.Embedding(config.VocabularySize, config.HiddenSize, dtype: place.Dtype, device: place.Device);
        using (no_grad()) embed_tokens.weight!.normal_(0, config.InitializerRange);
        layers = new ModuleList<DecoderLayer>(
            [.. Enumerable.Range(0, config.Layers).Select(_ => new DecoderLayer(config, place))]);
        norm = new RmsNorm(config.HiddenSize, config.RmsNormEpsilon, place);
        RegisterComponents();
    }

    /// <summary>Token ids [N, T] → [N, T, D].</summary>
    public Tensor Embed(Tensor ids) => embed_tokens.call(ids);

    /// <summary>Hidden states after the last norm: [N, T, D] → [N, T, D].</summary>
    public override Tensor forward(Tensor input, Positions positions)
    {
        var rope = Rope.At(positions.Index, config.HeadWidth, config.RopeTheta);
        var x = input;
        for (var i = 0; i < layers.Count; i++)
            x = layers[i].call(x, new Step(rope, positions.Mask, positions.Cache?[i]));
        return norm.call(x);
    }
}
