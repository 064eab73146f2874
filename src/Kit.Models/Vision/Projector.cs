using Kit.Torch;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Vision;

/// <summary>Patches become visual tokens: average pooling over squares, then a two-layer GELU network.</summary>
/// <remarks>[M, G, G, D_v] → [M, (G/s)², D]. Pooling first, as LLaVA-Video does with <c>mm_spatial_pool_mode: average</c>
/// after its projector; with an MLP the order matters, and pooling first costs s² times less.</remarks>
internal sealed class Projector : nn.Module<Tensor, Tensor>
{
    private readonly int stride;
    private readonly Projection linear_1;
    private readonly Projection linear_2;

    public Projector(VisionConfig vision, DecoderConfig decoder, Placement place) : base(nameof(Projector))
    {
        stride = vision.PoolStride;
        linear_1 = new Projection(vision.HiddenSize, decoder.HiddenSize, Bias.Zero, decoder.InitializerRange, place);
        linear_2 = new Projection(decoder.HiddenSize, decoder.HiddenSize, Bias.Zero, decoder.InitializerRange, place);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => linear_2.call(nn.functional.gelu(linear_1.call(Pool(input))));

    private Tensor Pool(Tensor x)
    {
        var (m, g, d) = (x.shape[0], x.shape[1], x.shape[3]);
        return x.view(m, g / stride, stride, g / stride, stride, d).mean([2, 4]).view(m, g / stride * (g / stride), d);
    }
}
