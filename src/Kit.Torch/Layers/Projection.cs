using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>y = W x + b, to which a low-rank adapter may be attached: + s · B A x.  [.., in] → [.., out].</summary>
public sealed class Projection : nn.Module<Tensor, Tensor>, ISwappable
{
    private readonly Parameter weight;
    private readonly Parameter? bias;
    private IReadOnlyList<Parameter>? others;

    /// <summary>W ~ N(0, std²), b = 0. Pass a bias width of null for none.</summary>
    public Projection(long inputs, long outputs, Bias bias, double std, Placement place) : base(nameof(Projection))
    {
        weight = new Parameter(empty([outputs, inputs], dtype: place.Dtype, device: place.Device).normal_(0, std));
        register_parameter("weight", weight);
        if (bias == Bias.None) return;
        this.bias = new Parameter(zeros([outputs], dtype: place.Dtype, device: place.Device));
        register_parameter("bias", this.bias);
    }

    /// <summary>W, [out, in]: the base model's, or that of adapters which train this layer whole.</summary>
    public Parameter Weight => others?[0] ?? weight;

    /// <summary>What multiplies x, the adapter included: W + s · B A, [out, in]. Differentiable.</summary>
    public Tensor Effective => Adapter?.Merge(Weight) ?? Weight;

    IReadOnlyList<(string Name, Parameter Parameter)> ISwappable.Own =>
        bias is null ? [("weight", weight)] : [("weight", weight), ("bias", bias)];

    IEnumerable<Parameter> ISwappable.Used =>
        [.. others ?? [.. ((ISwappable)this).Own.Select(o => o.Parameter)], .. Adapter is null ? [] : new[] { Adapter.A, Adapter.B }];

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
