using Kit.Models.Families;
using Kit.Torch;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Families;

/// <summary>Every family in bfloat16: it runs forward and backward, and says what float32 says.</summary>
public sealed class PrecisionSpecs
{
    public static TheoryData<string> Names => [.. Small.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Bfloat16_is_near_float32(string family)
    {
        using var scope = NewDisposeScope();
        using var whole = Small.Model(family);
        using var half = Small.Model(family, new Placement(CPU, ScalarType.BFloat16));
        Checkpoint.Copy(half, whole);
        var input = new VideoInput([1, 2, Small.Video, 3], [Small.Noise(whole, 2)]);
        var layout = Layout.From([new Row(whole.Expand(input), [new Branch([4, 5]), new Branch([6])])], CPU);
        var (exact, rounded) = (Score(whole, input, layout), Score(half, input, layout));
        Assert.Equal(ScalarType.Float32, rounded.dtype);
        var scale = exact.abs().max().item<float>();
        Assert.True((exact - rounded).abs().max().item<float>() < 0.1 * Math.Max(1, scale));
        rounded.sum().backward();
        Assert.All(half.Language.parameters(), p => Assert.Equal(ScalarType.BFloat16, p.grad!.dtype));
    }

    private static Tensor Score(VideoModel model, VideoInput input, Layout layout) =>
        model.Language.Head.Apply(model.call(model.Features([input]), layout), layout.Targets).LogProbability;
}
