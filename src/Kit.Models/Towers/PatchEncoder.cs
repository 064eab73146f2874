using Kit.Torch;
using Kit.Torch.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Models.Towers;

/// <summary>A stack of pre-norm layers in which every token of a frame sees every other: [M, P, D_v] → [M, P, D_v].
/// </summary>
internal sealed class PatchEncoder : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<PatchLayer> layers;

    public PatchEncoder(PatchTowerConfig config, Initial initial, Placement place) : base(nameof(PatchEncoder))
    {
        layers = new ModuleList<PatchLayer>(
            [.. Enumerable.Range(0, config.Layers).Select(_ => new PatchLayer(config, initial, place))]);
        RegisterComponents();
    }

    /// <summary>The first <paramref name="count"/> layers.</summary>
    public Tensor Run(Tensor x, int count)
    {
        for (var i = 0; i < count; i++) x = layers[i].call(x);
        return x;
    }

    public override Tensor forward(Tensor input) => Run(input, layers.Count);
}

/// <summary>x + attention(norm x), then + mlp(norm x).</summary>
internal sealed class PatchLayer : nn.Module<Tensor, Tensor>
{
    private readonly PatchAttention self_attn;
    private readonly LayerNorm layer_norm1;
    private readonly PatchMlp mlp;
    private readonly LayerNorm layer_norm2;

    public PatchLayer(PatchTowerConfig config, Initial initial, Placement place) : base(nameof(PatchLayer))
    {
        self_attn = new PatchAttention(config, initial, place);
        layer_norm1 = PatchTransformer.Norm(config, place);
        mlp = new PatchMlp(config.HiddenSize, config.IntermediateSize, config.Activation, initial, place);
        layer_norm2 = PatchTransformer.Norm(config, place);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var x = input + self_attn.call(layer_norm1.call(input));
        return x + mlp.call(layer_norm2.call(x));
    }
}

/// <summary>Multi-head attention among the tokens of a frame.</summary>
internal sealed class PatchAttention : nn.Module<Tensor, Tensor>
{
    private readonly int heads;
    private readonly Projection q_proj;
    private readonly Projection k_proj;
    private readonly Projection v_proj;
    private readonly Projection out_proj;

    public PatchAttention(PatchTowerConfig config, Initial initial, Placement place) : base(nameof(PatchAttention))
    {
        heads = config.Heads;
        Projection Square() => new(config.HiddenSize, config.HiddenSize, Bias.Zero, initial, place);
        (q_proj, k_proj, v_proj, out_proj) = (Square(), Square(), Square(), Square());
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        Tensor Split(Tensor x) => x.view(x.shape[0], x.shape[1], heads, -1).transpose(1, 2);
        var mixed = nn.functional.scaled_dot_product_attention(
            Split(q_proj.call(input)), Split(k_proj.call(input)), Split(v_proj.call(input)));    // [M, H, P, d]
        return out_proj.call(mixed.transpose(1, 2).flatten(2));
    }
}

/// <summary>fc2(act(fc1 x)), [.., D_v] → [.., D_v].</summary>
internal sealed class PatchMlp : nn.Module<Tensor, Tensor>
{
    private readonly Activation activation;
    private readonly Projection fc1;
    private readonly Projection fc2;

    public PatchMlp(int width, int inner, Activation activation, Initial initial, Placement place)
        : base(nameof(PatchMlp))
    {
        this.activation = activation;
        fc1 = new Projection(width, inner, Bias.Zero, initial, place);
        fc2 = new Projection(inner, width, Bias.Zero, initial, place);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => fc2.call(activation.Apply(fc1.call(input)));
}
