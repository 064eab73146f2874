using Kit.Torch;
using Kit.Torch.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Models.Decoder;

/// <summary>A decoder's body: embeddings in, normalised hidden states out, [N, T, D] → [N, U, D] of the U tokens
/// whose states are wanted.</summary>
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
        var x = input;
        foreach (var (layer, step) in layers.Zip(positions.Steps(config))) x = Run(layer, x, step);
        return norm.call(x);
    }

    /// <summary>One layer; what it computed on the way lives on only where a backward pass reads it.</summary>
    private Tensor Run(DecoderLayer layer, Tensor x, Step step)
    {
        using var scope = NewDisposeScope();
        var y = Activations == Activations.Kept || !is_grad_enabled()
            ? layer.call(x, step)
            : Recomputed.Apply(layer, h => layer.call(h, step), x);
        return y.MoveToOuterDisposeScope();
    }
}
