using Kit.Torch;
using Kit.Torch.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Models.Towers;

/// <summary>SigLIP's head: one learned query looks at all patches, then a feed-forward; [M, P, D_v] → [M,
/// D_v].</summary>
internal sealed class AttentionPool : nn.Module<Tensor, Tensor>
{
    private readonly Parameter probe;
    private readonly PackedAttention attention;
    private readonly LayerNorm layernorm;
    private readonly PatchMlp mlp;

    public AttentionPool(PatchTowerConfig config, Initial initial, Placement place) : base(nameof(AttentionPool))
    {
        probe = new Parameter(initial.Weight([1, 1, config.HiddenSize], place));
        attention = new PackedAttention(config.HiddenSize, config.Heads, initial, place);
        layernorm = PatchTransformer.Norm(config, place);
        mlp = new PatchMlp(config.HiddenSize, config.IntermediateSize, config.Activation, initial, place);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var x = attention.call(probe.expand(input.shape[0], 1, input.shape[2]), input);
        return (x + mlp.call(layernorm.call(x))).select(1, 0);
    }
}

/// <summary>Attention with q, k and v in one matrix, PyTorch's <c>MultiheadAttention</c> names.</summary>
internal sealed class PackedAttention : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly int heads;
    private readonly Parameter in_proj_weight;
    private readonly Parameter in_proj_bias;
    private readonly Projection out_proj;

    public PackedAttention(int width, int heads, Initial initial, Placement place) : base(nameof(PackedAttention))
    {
        this.heads = heads;
        in_proj_weight = new Parameter(initial.Weight([3 * width, width], place));
        in_proj_bias = new Parameter(initial.Constant(0, [3 * width], place));
        out_proj = new Projection(width, width, Bias.Zero, initial, place);
        RegisterComponents();
    }

    /// <summary>Queries [M, Q, D_v] look at [M, P, D_v].</summary>
    public override Tensor forward(Tensor query, Tensor seen)
    {
        var mixed = nn.functional.scaled_dot_product_attention(Part(query, 0), Part(seen, 1), Part(seen, 2));
        return out_proj.call(mixed.transpose(1, 2).flatten(2));
    }

    private Tensor Part(Tensor x, int part)
    {
        var width = in_proj_weight.shape[1];
        var y = nn.functional.linear(
            x, in_proj_weight.narrow(0, part * width, width), in_proj_bias.narrow(0, part * width, width));
        return y.view(x.shape[0], x.shape[1], heads, -1).transpose(1, 2);
    }
}
