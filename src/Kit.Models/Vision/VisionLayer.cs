using Kit.Torch;
using Kit.Torch.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Models.Vision;

/// <summary>A pre-norm transformer layer over the patches of one frame, every patch sees every patch: [M, P, D] → [M,
/// P, D].</summary>
internal sealed class VisionLayer : nn.Module<Tensor, Tensor>
{
    private readonly int heads;
    private readonly LayerNorm layer_norm1;
    private readonly Projection qkv_proj;
    private readonly Projection out_proj;
    private readonly LayerNorm layer_norm2;
    private readonly Projection fc1;
    private readonly Projection fc2;

    public VisionLayer(VisionConfig config, Initial initial, Placement place) : base(nameof(VisionLayer))
    {
        heads = config.Heads;
        var d = config.HiddenSize;
        layer_norm1 = nn.LayerNorm(d, dtype: place.Dtype, device: place.Device);
        qkv_proj = new Projection(d, 3 * d, Bias.Zero, initial, place);
        out_proj = new Projection(d, d, Bias.Zero, initial, place);
        layer_norm2 = nn.LayerNorm(d, dtype: place.Dtype, device: place.Device);
        fc1 = new Projection(d, 4 * d, Bias.Zero, initial, place);
        fc2 = new Projection(4 * d, d, Bias.Zero, initial, place);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var x = input + Attend(layer_norm1.call(input));
        return x + fc2.call(nn.functional.gelu(fc1.call(layer_norm2.call(x))));
    }

    private Tensor Attend(Tensor x)
    {
        var (m, p, d) = (x.shape[0], x.shape[1], x.shape[2]);
        var split = qkv_proj.call(x).view(m, p, 3, heads, d / heads).permute(2, 0, 3, 1, 4);    // [3, M, H, P, d]
        var mixed = nn.functional.scaled_dot_product_attention(split[0], split[1], split[2]);
        return out_proj.call(mixed.transpose(1, 2).reshape(m, p, d));
    }
}
