using Kit.Torch;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Decoder;

/// <summary>Grouped-query attention with rotary positions: [N, T, D] → [N, U, D], U ≤ T.</summary>
/// <remarks>Key and value heads are shared by Heads / KeyValueHeads query heads (Ainslie et al. 2023,
/// arXiv:2305.13245).</remarks>
internal sealed class Attention : nn.Module<Tensor, Step, Tensor>
{
    private readonly DecoderConfig config;
    private readonly Projection q_proj;
    private readonly Projection k_proj;
    private readonly Projection v_proj;
    private readonly Projection o_proj;

    public Attention(DecoderConfig config, Initial initial, Placement place) : base(nameof(Attention))
    {
        this.config = config;
        var inputs = config.AttentionBias == AttentionBias.None ? Bias.None : Bias.Zero;
        var output = config.AttentionBias == AttentionBias.All ? Bias.Zero : Bias.None;
        var (d, own) = (config.HiddenSize, config.Heads * config.HeadWidth);
        var shared = config.KeyValueHeads * config.HeadWidth;
        q_proj = new Projection(d, own, inputs, initial, place);
        k_proj = new Projection(d, shared, inputs, initial, place);
        v_proj = new Projection(d, shared, inputs, initial, place);
        o_proj = new Projection(own, d, output, initial, place);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input, Step step)
    {
        var q = step.Queries.Apply(Split(q_proj.call(step.Take(input)), config.Heads));       // [N, H, U, d]
        var k = step.Rope.Apply(Split(k_proj.call(input), config.KeyValueHeads));             // [N, K, T, d]
        var v = Split(v_proj.call(input), config.KeyValueHeads);
        return o_proj.call(step.View.Mix(q, k, v));
    }

    private Tensor Split(Tensor x, long heads) =>
        x.view(x.shape[0], x.shape[1], heads, config.HeadWidth).transpose(1, 2);
}
