using Kit.Torch;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Decoder;

/// <summary>SwiGLU: down(silu(gate(x)) ⊙ up(x)), [.., D] → [.., D]. Shazeer 2020, eq. 6 (arXiv:2002.05202).</summary>
internal sealed class Mlp : nn.Module<Tensor, Tensor>
{
    private readonly Projection gate_proj;
    private readonly Projection up_proj;
    private readonly Projection down_proj;

    public Mlp(int width, int inner, Bias bias, Initial initial, Placement place) : base(nameof(Mlp))
    {
        gate_proj = new Projection(width, inner, bias, initial, place);
        up_proj = new Projection(width, inner, bias, initial, place);
        down_proj = new Projection(inner, width, bias, initial, place);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        down_proj.call(nn.functional.silu(gate_proj.call(input)) * up_proj.call(input));
}
