using Kit.Torch;
using Kit.Torch.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Models.Vision;

/// <summary>Patches of single frames, embedded, placed and mixed inside their frame: uint8 [M, H, W, 3] → [M, G, G, D].</summary>
/// <remarks>Pixels are scaled to [−1, 1] as SigLIP's processor does (mean 0.5, std 0.5).</remarks>
internal sealed class VisionTower : nn.Module<Tensor, Tensor>
{
    private readonly VisionConfig config;
    private readonly Placement place;
    private readonly Projection patch_embedding;
    private readonly Parameter position_embedding;
    private readonly ModuleList<VisionLayer> layers;
    private readonly LayerNorm post_layernorm;

    public VisionTower(VisionConfig config, double std, Placement place) : base(nameof(VisionTower))
    {
        (this.config, this.place) = (config, place);
        var (d, patches) = (config.HiddenSize, config.Grid * config.Grid);
        patch_embedding = new Projection(config.PatchSize * config.PatchSize * 3, d, Bias.Zero, std, place);
        position_embedding = new Parameter(empty([patches, d], dtype: place.Dtype, device: place.Device).normal_(0, std));
        layers = new ModuleList<VisionLayer>(
            [.. Enumerable.Range(0, config.Layers).Select(_ => new VisionLayer(config, std, place))]);
        post_layernorm = nn.LayerNorm(d, dtype: place.Dtype, device: place.Device);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var x = patch_embedding.call(Patches(input)) + position_embedding;           // [M, G², D]
        foreach (var layer in layers) x = layer.call(x);
        return post_layernorm.call(x).view(input.shape[0], config.Grid, config.Grid, config.HiddenSize);
    }

    /// <summary>uint8 [M, H, W, 3] → [M, G², p²·3], row-major patches of row-major pixels.</summary>
    private Tensor Patches(Tensor frames)
    {
        var (m, g, p) = (frames.shape[0], config.Grid, config.PatchSize);
        var pixels = frames.to(place.Device).to(place.Dtype) / 127.5 - 1;
        return pixels.view(m, g, p, g, p, 3).permute(0, 1, 3, 2, 4, 5).reshape(m, g * g, p * p * 3);
    }
}
