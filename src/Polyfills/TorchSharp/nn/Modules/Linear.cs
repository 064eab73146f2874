using TorchSharp.Utils;

namespace TorchSharp.Modules;

/// <summary>x Wᵀ + b; [*, in] → [*, out].</summary>
public sealed class Linear : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? heldWeight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? heldBias;

    internal Linear(Parameter weight, Parameter? bias)
        : base(nameof(Linear))
    {
        (out_features, in_features) = (weight.shape[0], weight.shape[1]);
        this.weight = weight;
        this.bias = bias;
    }

    internal Linear(long inputs, long outputs, bool hasBias, torch.Device? device, torch.ScalarType? dtype)
        : this(
            new Parameter(torch.empty(outputs, inputs, dtype, device)),
            hasBias ? new Parameter(torch.empty(outputs, dtype, device)) : null)
    {
        torch.nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        double bound = inputs > 0 ? 1 / Math.Sqrt(inputs) : 0;
        if (bias is not null) torch.nn.init.uniform_(bias, -bound, bound);
    }

    public long in_features { get; set; }

    public long out_features { get; set; }

    public Parameter weight
    {
        get => heldWeight!;
        set => Hold(nameof(weight), ref heldWeight, value);
    }

    public Parameter? bias
    {
        get => heldBias;
        set => Hold(nameof(bias), ref heldBias, value);
    }

    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.linear(tensor, weight, bias);
}
