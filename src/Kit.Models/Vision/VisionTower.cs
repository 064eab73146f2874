using Kit.Torch;
using Kit.Torch.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Models.Vision;

/// <summary>Patches of frames, embedded, placed and mixed inside their frame: uint8 [C, F, H, W, 3] → [C·F, G, G,
/// D].</summary>
/// <remarks>Pixels are scaled to [−1, 1] as SigLIP's processor does (mean 0.5, std 0.5). A patch sees its frame and the
/// change since the frame before (nothing at the first), as Qwen2-VL's temporal patches of two frames do.</remarks>
internal sealed class VisionTower : nn.Module<Tensor, Tensor>
{
    private readonly VisionConfig config;
    private readonly Placement place;
    private readonly Stem stem;
    private readonly Parameter position_embedding;
    private readonly ModuleList<VisionLayer> layers;
    private readonly LayerNorm post_layernorm;

    public VisionTower(VisionConfig config, double std, Placement place) : base(nameof(VisionTower))
    {
        (this.config, this.place) = (config, place);
        var (d, patches) = (config.HiddenSize, config.Grid * config.Grid);
        stem = new Stem(config, place);
        position_embedding = new Parameter(
            empty([patches, d], dtype: place.Dtype, device: place.Device).normal_(0, std));
        var initial = new Initial.Normal(std);
        layers = new ModuleList<VisionLayer>(
            [.. Enumerable.Range(0, config.Layers).Select(_ => new VisionLayer(config, initial, place))]);
        post_layernorm = nn.LayerNorm(d, dtype: place.Dtype, device: place.Device);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => Encode(Pixels(input, 0));

    /// <summary>The last frame of every clip alone: uint8 [C, F, H, W, 3] → [C, G, G, D].</summary>
    public Tensor Last(Tensor input) => Encode(Pixels(input.narrow(1, input.shape[1] - 2, 2), 1));

    private Tensor Encode(Tensor pixels)
    {
        var x = stem.call(pixels).flatten(2).transpose(1, 2) + position_embedding;           // [C·F, G², D]
        foreach (var layer in layers) x = layer.call(x);
        return post_layernorm.call(x).view(-1, config.Grid, config.Grid, config.HiddenSize);
    }

    /// <summary>uint8 [C, F, H, W, 3] → [C·(F − from), 6, H, W]: colours in [−1, 1], and their change since the frame
    /// before.</summary>
    private Tensor Pixels(Tensor frames, long from)
    {
        var now = frames.to(place.Device).to(place.Dtype) / 127.5 - 1;
        var before = cat([now.narrow(1, 0, 1), now.narrow(1, 0, now.shape[1] - 1)], dim: 1);
        var seen = cat([now, now - before], dim: -1).narrow(1, from, now.shape[1] - from);     // [C, F − from, H, W, 6]
        return seen.flatten(0, 1).permute(0, 3, 1, 2).contiguous();
    }
}
