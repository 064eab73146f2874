using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>y = w ⊙ x / √(mean_d x² + ε), computed in float32 at least and returned in the type of x: [.., D] → [..,
/// D].</summary>
/// <remarks>Zhang and Sennrich 2019, eq. 4 (arXiv:1910.07467).</remarks>
public sealed class RmsNorm : nn.Module<Tensor, Tensor>, ISwappable
{
    private readonly Parameter weight;
    private readonly double epsilon;
    private Parameter? other;

    public RmsNorm(long width, double epsilon, Initial initial, Placement place) : base(nameof(RmsNorm))
    {
        weight = new Parameter(initial.Constant(1, [width], place));
        this.epsilon = epsilon;
        register_parameter("weight", weight);
    }

    IReadOnlyList<(string Name, Parameter Parameter)> ISwappable.Own => [("weight", weight)];

    IEnumerable<Parameter> ISwappable.Used => [other ?? weight];

    void ISwappable.Use(IReadOnlyList<Parameter>? others) => other = others?[0];

    public override Tensor forward(Tensor input)
    {
        var x = input.to(WideType.Of(input.dtype));
        var scale = (x.pow(2).mean([-1], keepdim: true) + epsilon).rsqrt();    // [.., 1]
        return (x * scale).to(input.dtype) * (other ?? weight);
    }
}
