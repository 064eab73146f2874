using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>y = W x + b, to which a low-rank adapter may be attached: + s · B A x.  [.., in] → [.., out].</summary>
public sealed class Projection : nn.Module<Tensor, Tensor>, ISwappable
{
    private readonly Parameter weight;
    private readonly Parameter? bias;
    private IReadOnlyList<Parameter>? others;

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

    /// <summary>W, [out, in]: the base model's, or that of adapters which train this layer whole.</summary>
    public Parameter Weight => others?[0] ?? weight;

    /// <summary>What multiplies x, the adapter included: W + s · B A, [out, in]. Differentiable; dropout in front of
    /// the adapter has no place in it.</summary>
    public Tensor Effective => Adapter?.Merge(Weight) ?? Weight;

    IReadOnlyList<(string Name, Parameter Parameter)> ISwappable.Own =>
        bias is null ? [("weight", weight)] : [("weight", weight), ("bias", bias)];

    IEnumerable<Parameter> ISwappable.Used =>
        (others ?? ((ISwappable)this).Own.Select(o => o.Parameter))
            .Concat(Adapter is null ? [] : [Adapter.A, Adapter.B]);

    /// <summary>The adapter in place.</summary>
    internal Adapter? Adapter { get; set; }

    void ISwappable.Use(IReadOnlyList<Parameter>? others) => this.others = others;

    public override Tensor forward(Tensor input)
    {
        var output = nn.functional.linear(input, Weight, others is null ? bias : others.ElementAtOrDefault(1));
        return Adapter is null ? output : output + Adapter.Apply(input);
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
