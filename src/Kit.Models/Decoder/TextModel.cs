using Kit.Torch;
using Kit.Torch.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Models.Decoder;

/// <summary>A decoder's body: embeddings in, normalised hidden states out, [N, T, D] → [N, T, D].</summary>
internal sealed class TextModel : nn.Module<Tensor, Positions, Tensor>
{
    private readonly DecoderConfig config;
    private readonly TokenEmbedding embed_tokens;
    private readonly ModuleList<DecoderLayer> layers;
    private readonly RmsNorm norm;

    public TextModel(DecoderConfig config, Initial initial, Placement place) : base(nameof(TextModel))
    {
        this.config = config;
        embed_tokens = new TokenEmbedding(config.VocabularySize, config.HiddenSize, initial, place);
        layers = new ModuleList<DecoderLayer>(
            [.. Enumerable.Range(0, config.Layers).Select(_ => new DecoderLayer(config, initial, place))]);
        norm = new RmsNorm(config.HiddenSize, config.RmsNormEpsilon, initial, place);
        RegisterComponents();
    }

    /// <summary>What passes with gradients keep.</summary>
    public Activations Activations { get; set; }

    /// <summary>The embedding's matrix, [V, D].</summary>
    public Parameter Tokens => embed_tokens.Weight;

    /// <summary>Token ids [N, T] → [N, T, D].</summary>
    public Tensor Embed(Tensor ids) => embed_tokens.call(ids);

    public override Tensor forward(Tensor input, Positions positions)
    {
        CheckCache(positions);
        var rope = Rope.At(positions.Index, config.Rotary);
        var near = config.Window.From < layers.Count ? positions.Within(config.Window.Size) : positions.Mask;
        var x = input;
        for (var i = 0; i < layers.Count; i++)
            x = Run(layers[i], x, new Step(
                rope, i < config.Window.From ? positions.Mask : near, positions.Cache?[i]));
        return norm.call(x);
    }

    private Tensor Run(DecoderLayer layer, Tensor x, Step step) =>
        Activations == Activations.Kept || step.Cache is not null || !is_grad_enabled()
            ? layer.call(x, step)
            : Recomputed.Apply(layer, h => layer.call(h, step), x);

    /// <summary>Keys in a cache were turned when the sequence was shorter: refused where that changes
    /// their angles.</summary>
    private void CheckCache(Positions positions)
    {
        if (positions.Cache is not null && positions.Order.shape[1] > config.RopeScaling.Fixed)
            throw new NotSupportedException(
                $"Dynamic RoPE: expected at most {config.RopeScaling.Fixed} tokens in a cache, got "
                + $"{positions.Order.shape[1]}. Shorten the prompt or the answer.");
    }
}
