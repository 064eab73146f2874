using TorchSharp.Utils;

namespace TorchSharp.Modules;

/// <summary>(x − mean) / √(var + ε) · weight + bias over the last axes.</summary>
public sealed class LayerNorm : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? heldWeight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? heldBias;

    internal LayerNorm(
        long[] normalized_shape, double eps, bool elementwise_affine, bool bias, torch.Device? device,
        torch.ScalarType? dtype)
        : base(nameof(LayerNorm))
    {
        (this.normalized_shape, this.eps, this.elementwise_affine) = (normalized_shape, eps, elementwise_affine);
        if (!elementwise_affine) return;
        weight = new Parameter(torch.ones(normalized_shape, dtype, device));
        if (bias) this.bias = new Parameter(torch.zeros(normalized_shape, dtype, device));
    }

    public long[] normalized_shape { get; set; }

    public double eps { get; set; }

    public bool elementwise_affine { get; set; }

    public Parameter? weight
    {
        get => heldWeight;
        set => Hold(nameof(weight), ref heldWeight, value);
    }

    public Parameter? bias
    {
        get => heldBias;
        set => Hold(nameof(bias), ref heldBias, value);
    }

    public override torch.Tensor forward(torch.Tensor tensor) =>
        torch.nn.functional.layer_norm(tensor, normalized_shape, weight, bias, eps);

    public void reset_parameters()
    {
        if (weight is not null) torch.nn.init.ones_(weight);
        if (bias is not null) torch.nn.init.zeros_(bias);
    }
}
