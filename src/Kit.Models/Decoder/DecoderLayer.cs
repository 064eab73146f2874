using Kit.Torch;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Decoder;

/// <summary>x + attention(norm x), then + mlp(norm x): [N, T, D] → [N, U, D], U ≤ T.</summary>
internal sealed class DecoderLayer : nn.Module<Tensor, Step, Tensor>
{
    private readonly RmsNorm input_layernorm;
    private readonly Attention self_attn;
    private readonly RmsNorm post_attention_layernorm;
    private readonly Mlp mlp;

    public DecoderLayer(DecoderConfig config, Initial initial, Placement place) : base(nameof(DecoderLayer))
    {
        input_layernorm = new RmsNorm(config.HiddenSize, config.RmsNormEpsilon, initial, place);
        self_attn = new Attention(config, initial, place);
        post_attention_layernorm = new RmsNorm(config.HiddenSize, config.RmsNormEpsilon, initial, place);
        mlp = new Mlp(config.HiddenSize, config.IntermediateSize, config.MlpBias, initial, place);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input, Step step)
    {
        var x = step.Take(input) + self_attn.call(input_layernorm.call(input), step);
        return x + mlp.call(post_attention_layernorm.call(x));
    }
}
