using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>y = W x + b, to which a low-rank adapter may be attached: + (α/r) · B A x.  [.., in] → [.., out].</summary>
public sealed class Projection : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter? bias;
    private Adapter? adapter;

    /// <summary>W ~ N(0, std²), b = 0. Pass a bias width of null for none.</summary>
    public Projection(long inputs, long outputs, Bias bias, double std, Placement place) : base(nameof(Projection))
    {
        weight = new Parameter(empty([outputs, inputs], dtype: place.Dtype, device: place.Device).normal_(0, std));
        register_parameter("weight", weight);
        if (bias == Bias.None) return;
        this.bias = new Parameter(zeros([outputs], dtype: place.Dtype, device: place.Device));
        register_parameter("bias", this.bias);
    }

    /// <summary>W, [out, in].</summary>
    public Parameter Weight => weight;

    internal void Attach(Adapter value) => adapter = value;

    internal void Detach() => adapter = null;

    public override Tensor forward(Tensor input)
    {
        var output = nn.functional.linear(input, weight, bias);
        return adapter is null ? output : output + adapter.Apply(input);
    }
}

/// <summary>Whether a projection adds a bias.</summary>
public enum Bias
{
    /// <summary>y = W x.</summary>
    None,

    /// <summary>y = W x + b, b initialised to 0.</summary>
    Zero,
}
