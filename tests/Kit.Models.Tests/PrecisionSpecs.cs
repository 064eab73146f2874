using Kit.Torch;
using Kit.Torch.Heads;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Tests;

/// <summary>Bfloat16 weights and activations against float32 with the same, rounded, weights.</summary>
public sealed class PrecisionSpecs : IDisposable
{
    private static readonly int[][] Lines = [[4, 5, 6, 7, 8, 9, 10, 11], [12, 13, 14, 15, 5, 4], [16, 7, 17, 9, 18, 4, 4, 5, 6, 7]];

    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Log_probabilities_are_float32_and_within_a_few_hundredths_of_a_nat()
    {
        var (half, full) = Both();
        var (low, high) = (Score(half, Lines), Score(full, Lines));
        Assert.Equal(ScalarType.Float32, low.dtype);
        var off = (low - high).abs();
        Assert.InRange(off.max().item<float>(), 1e-5, 0.1);
        Assert.InRange(off.mean().item<float>(), 0, 0.02);
    }

    [Fact]
    public void Gradients_point_the_same_way()
    {
        var (half, full) = Both();
        foreach (var model in new[] { half, full }) (-Score(model, Lines).mean()).backward();
        foreach (var ((name, low), (_, high)) in half.named_parameters().Zip(full.named_parameters()))
        {
            var (a, b) = (low.grad!.to(ScalarType.Float32).flatten(), high.grad!.flatten());
            var cosine = (a * b).sum().item<float>() / (a.norm().item<float>() * b.norm().item<float>());
            if (!name.EndsWith("k_proj.bias", StringComparison.Ordinal)) Assert.True(cosine > 0.99, $"{name}: {cosine}");
        }
    }

    [Fact]
    public void A_norm_is_computed_in_float32_and_rounded_once()
    {
        var x = (randn([6, 64]) * 100 + 50).to(ScalarType.BFloat16);
        using var half = new RmsNorm(64, 1e-6, new Initial.Normal(1), Placement.Cpu.With(ScalarType.BFloat16));
        using var full = new RmsNorm(64, 1e-6, new Initial.Normal(1), Placement.Cpu);
        Assert.True(full.call(x.to(ScalarType.Float32)).to(ScalarType.BFloat16).equal(half.call(x)).all().item<bool>());
    }

    [Fact]
    public void A_softmax_is_computed_in_float32_and_the_mixture_rounded_once()
    {
        Tensor Draw() => (randn([2, 3, 9, 8]) * 3).to(ScalarType.BFloat16);
        var (q, k, v) = (Draw(), Draw(), Draw());
        var mask = full([9, 9], -1e9).triu(1).view(1, 1, 9, 9);
        Tensor Up(Tensor x) => x.to(ScalarType.Float32);
        var scores = Up(q).matmul(Up(k).transpose(2, 3)) / Math.Sqrt(8) + mask;
        var expected = scores.softmax(-1).matmul(Up(v));
        var got = DotAttention.Apply(q, k, v, mask.to(ScalarType.BFloat16));
        Assert.Equal(ScalarType.BFloat16, got.dtype);
        Assert.True(((Up(got) - expected).abs() <= expected.abs() / 256 + 1e-5).all().item<bool>());
    }

    [Fact]
    public void Kl_from_itself_is_zero()
    {
        var (half, _) = Both();
        var layout = Layout(Lines);
        var states = half.States(layout);
        var kl = half.Head.Apply(states, layout.Targets, new ReferenceStates(states.detach(), half.Head.Weight.detach())).Kl!;
        Assert.True(kl.abs().max().item<float>() < 1e-6);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Recomputed_layers_pull_the_same_bit_for_bit(ScalarType type)
    {
        using var model = Model(type);
        Tensor[] Pull(Activations activations)
        {
            model.Activations = activations;
            model.zero_grad();
            Score(model, Lines).sum().backward();
            return [.. model.parameters().Select(p => p.grad!.clone())];
        }

        Assert.All(Pull(Activations.Kept).Zip(Pull(Activations.Recomputed)), g => Assert.True(g.First.equal(g.Second).all().item<bool>()));
    }

    private static (CausalLm Half, CausalLm Full) Both()
    {
        var (half, full) = (Model(ScalarType.BFloat16), Model(ScalarType.Float32));
        Checkpoint.Copy(half, full);
        return (half, full);
    }

    private static CausalLm Model(ScalarType type)
    {
        manual_seed(8);
        return new CausalLm(Given.Config.Decoder, new Initial.Normal(0.15), Placement.Cpu.With(type));
    }

    private static Layout Layout(int[][] lines) =>
        Models.Layout.From([.. lines.Select(l => new Row(Prompt.Text(l[..1]), [new Branch(l[1..])]))], CPU);

    private static Tensor Score(CausalLm model, int[][] lines)
    {
        var layout = Layout(lines);
        return model.Head.Apply(model.States(layout), layout.Targets).LogProbability;
    }
}
