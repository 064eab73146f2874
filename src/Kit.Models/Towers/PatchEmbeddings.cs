using Kit.Torch;
using Kit.Torch.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Models.Towers;

/// <summary>Frames become patches with learned positions: [M, 3, H, W] → [M, tokens, D_v].</summary>
internal sealed class PatchEmbeddings : nn.Module<Tensor, Tensor>
{
    private readonly Parameter? class_embedding;
    private readonly PatchProjection patch_embedding;
    private readonly TokenEmbedding position_embedding;

    public PatchEmbeddings(PatchTowerConfig config, Initial initial, Placement place) : base(nameof(PatchEmbeddings))
    {
        var clip = config.Kind == PatchTowerKind.Clip;
        if (clip) class_embedding = new Parameter(initial.Weight([config.HiddenSize], place));
        patch_embedding = new PatchProjection(
            config.HiddenSize, config.Channels, config.PatchSize, clip ? Bias.None : Bias.Zero, initial, place);
        position_embedding = new TokenEmbedding(config.Tokens, config.HiddenSize, initial, place);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var patches = patch_embedding.call(input);
        if (class_embedding is not null)
            patches = cat([class_embedding.expand(patches.shape[0], 1, patches.shape[2]), patches], dim: 1);
        return patches + position_embedding.Weight;
    }
}

/// <summary>A strided convolution whose windows are the patches: [M, C, H, W] → [M, G², D_v].</summary>
internal sealed class PatchProjection : nn.Module<Tensor, Tensor>
{
    private readonly int size;
    private readonly Parameter weight;
    private readonly Parameter? bias;

    public PatchProjection(int outputs, int channels, int size, Bias bias, Initial initial, Placement place)
        : base(nameof(PatchProjection))
    {
        this.size = size;
        weight = new Parameter(initial.Weight([outputs, channels, size, size], place));
        if (bias == Bias.Zero) this.bias = new Parameter(initial.Constant(0, [outputs], place));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        nn.functional.conv2d(input.to(weight.dtype), weight, bias, strides: [size, size]).flatten(2).transpose(1, 2);
}
