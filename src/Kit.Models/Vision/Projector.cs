using Kit.Torch;
using Kit.Torch.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Models.Vision;

/// <summary>Pooled patches become visual tokens: a two-layer GELU network, and the frame's own vector.</summary>
/// <remarks>[C, F·(G/s)², D_v] → [C, F·(G/s)², D]. Pooling first, as LLaVA-Video does with <c>mm_spatial_pool_mode:
/// average</c>
/// after its projector; with an MLP the order matters, and pooling first costs s² times less. A learned
/// vector per frame index says when a token was seen, so that a small decoder finds the first and the last frame at
/// once.</remarks>
internal sealed class Projector : nn.Module<Tensor, Tensor>
{
    private readonly int stride;
    private readonly Projection linear_1;
    private readonly Projection linear_2;
    private readonly Parameter frame_embedding;

    public Projector(VideoLmConfig config, Placement place) : base(nameof(Projector))
    {
        var (vision, decoder) = (config.Vision, config.Decoder);
        stride = vision.PoolStride;
        frame_embedding = new Parameter(empty(
            [config.Frames, 1, decoder.HiddenSize], dtype: place.Dtype, device: place.Device)
            .normal_(0, decoder.InitializerRange));
        var initial = new Initial.Normal(decoder.InitializerRange);
        linear_1 = new Projection(vision.HiddenSize, decoder.HiddenSize, Bias.Zero, initial, place);
        linear_2 = new Projection(decoder.HiddenSize, decoder.HiddenSize, Bias.Zero, initial, place);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var tokens = linear_2.call(nn.functional.gelu(linear_1.call(input)));                   // [C, F·P, D]
        var (c, v, d) = (tokens.shape[0], tokens.shape[1], tokens.shape[2]);
        return (tokens.view(c, frame_embedding.shape[0], -1, d) + frame_embedding).view(c, v, d);
    }

    /// <summary>Mean over s×s squares of patches: [C·F, G, G, D_v] → [C·F, (G/s)², D_v].</summary>
    public Tensor Pool(Tensor x)
    {
        var (m, g, d) = (x.shape[0], x.shape[1], x.shape[3]);
        return x.view(m, g / stride, stride, g / stride, stride, d).mean([2, 4]).view(m, g / stride * (g / stride), d);
    }
}
