using Kit.Torch;
using Kit.Torch.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Models.Towers;

/// <summary>A convolution over whole patches, which is a product: [P, C·t·p²] → [P, D_v].</summary>
internal sealed class QwenPatches : nn.Module<Tensor, Tensor>
{
    private readonly CubeProjection proj;

    public QwenPatches(QwenTowerConfig config, Initial initial, Placement place) : base(nameof(QwenPatches))
    {
        proj = new CubeProjection(config, initial, place);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => proj.call(input);
}

/// <summary>The kernel [D_v, C, t, p, p] of a convolution whose stride is its size.</summary>
internal sealed class CubeProjection : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;

    public CubeProjection(QwenTowerConfig config, Initial initial, Placement place) : base(nameof(CubeProjection))
    {
        weight = new Parameter(initial.Weight(
            [config.HiddenSize, config.Channels, config.TemporalPatchSize, config.PatchSize, config.PatchSize], place));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => nn.functional.linear(input.to(weight.dtype), weight.flatten(1));
}
