using Kit.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Models.Vision;

/// <summary>Pixels become patch vectors by strided 3×3 convolutions, each halving the side: [M, 6, H, W] → [M, D, H/p,
/// W/p].</summary>
/// <remarks>Xiao et al. 2021, "Early Convolutions Help Transformers See Better" (arXiv:2106.14881): a small tower
/// learns
/// shapes in seconds that a single p×p projection takes long to find. Widths double up to D; weights ~ N(0,
/// 2/fan-in).</remarks>
internal sealed class Stem : nn.Module<Tensor, Tensor>
{
    private const int Channels = 6;
    private readonly (Parameter Weight, Parameter Bias)[] stages;

    public Stem(VisionConfig config, Placement place) : base(nameof(Stem))
    {
        var count = int.Log2(config.PatchSize);
        if (1 << count != config.PatchSize)
            throw new ArgumentException(
                $"patch size: expected a power of two, got {config.PatchSize}. Choose 4, 8 or 16.");
        stages = [.. Enumerable.Range(0, count).Select(i => Stage(
            i == 0 ? Channels : config.HiddenSize >> (count - i), config.HiddenSize >> (count - 1 - i), place))];
        foreach (var (i, (weight, bias)) in stages.Index())
        {
            register_parameter($"{i}_weight", weight);
            register_parameter($"{i}_bias", bias);
        }
    }

    public override Tensor forward(Tensor input)
    {
        var x = input;
        for (var i = 0; i < stages.Length; i++)
        {
            x = nn.functional.conv2d(x, stages[i].Weight, stages[i].Bias, strides: [2, 2], padding: [1, 1]);
            if (i < stages.Length - 1) x = nn.functional.gelu(x);
        }

        return x;
    }

    private static (Parameter, Parameter) Stage(long inputs, long outputs, Placement place) => (
        new Parameter(empty([outputs, inputs, 3, 3], dtype: place.Dtype, device: place.Device)
            .normal_(0, Math.Sqrt(2.0 / (9 * inputs)))),
        new Parameter(zeros([outputs], dtype: place.Dtype, device: place.Device)));
}
