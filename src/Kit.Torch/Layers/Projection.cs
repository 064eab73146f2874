using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>y = W x + b, to which a low-rank adapter may be attached: + (α/r) · B A x.  [.., in] → [.., out].</summary>
public sealed class Projection : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter? bias;
    private Adapter? adapter;

    /// <param name="inputs">Width of x.</param>
    /// <param name="outputs">Width of y.</param>
    /// <param name="bias">Whether there is a b.</param>
    /// <param name="initial">What W holds at first.</param>
    /// <param name="place">Device and type.</param>
    public Projection(long inputs, long outputs, Bias bias, Initial initial, Placement place) : base(nameof(Projection))
    {
        weight = new Parameter(initial.Weight([outputs, inputs], place));
        register_parameter("weight", weight);
        if (bias == Bias.None) return;
        this.bias = new Parameter(initial.Constant(0, [outputs], place));
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
