using Kit.Torch.Heads;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Heads;

/// <summary>The chunked head against the same mathematics written on whole [N, V] tensors and differentiated by
/// autograd.</summary>
public sealed class HeadSpecs
{
    private const int N = 7, D = 5, V = 11;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void Chunks_change_neither_values_nor_gradients(int chunk)
    {
        using var scope = NewDisposeScope();
        var given = Given.Draw();
        var plain = given.Plain();
        var chunked = given.Chunked(chunk);
        foreach (var (expected, got) in plain.Zip(chunked)) Near(expected, got);
    }

    [Fact]
    public void A_frozen_output_layer_gets_no_gradient()
    {
        using var scope = NewDisposeScope();
        var given = Given.Draw();
        given.Weight.requires_grad_(false);
        new Head(given.Weight, 3).Apply(given.Hidden, given.Targets).LogProbability.sum().backward();
        Assert.Null(given.Weight.grad);
        Assert.NotNull(given.Hidden.grad);
    }

    [Fact]
    public void Kl_from_itself_is_zero_and_pulls_nowhere()
    {
        using var scope = NewDisposeScope();
        var given = Given.Draw();
        var same = new ReferenceStates(given.Hidden.detach(), given.Weight.detach());
        var kl = new Head(given.Weight, 3).Apply(given.Hidden, given.Targets, same).Kl!;
        Assert.True(kl.abs().max().item<float>() < 1e-6);
        kl.sum().backward();
        Assert.True(given.Hidden.grad!.abs().max().item<float>() < 1e-6);
    }

    private static void Near(Tensor expected, Tensor got) =>
        Assert.True((expected - got).abs().max().item<float>() < 2e-6, $"expected {expected.shape[0]} rows alike");

    private sealed record Given(Tensor Hidden, Tensor Weight, Tensor Targets, ReferenceStates Reference)
    {
        public static Given Draw()
        {
            manual_seed(3);
            return new(
                randn([N, D], requires_grad: true), randn([V, D], requires_grad: true), randint(0, V, [N], dtype: ScalarType.Int64),
                new ReferenceStates(randn([N, D]), randn([V, D])));
        }

        public Tensor[] Plain()
        {
            var logp = Hidden.matmul(Weight.transpose(0, 1)).log_softmax(-1);
            var reference = Reference.Hidden.matmul(Reference.Weight.transpose(0, 1)).log_softmax(-1);
            return Gradients(
                logp.gather(1, Targets.unsqueeze(1)).squeeze(1), (reference.exp() * (reference - logp)).sum(-1));
        }

        public Tensor[] Chunked(int chunk)
        {
            var both = new Head(Weight, chunk).Apply(Hidden, Targets, Reference);
            return Gradients(both.LogProbability, both.Kl!);
        }

        /// <summary>Values, and gradients of a sum that weighs every token differently.</summary>
        private Tensor[] Gradients(Tensor logp, Tensor kl)
        {
            var weights = arange(1, N + 1, dtype: ScalarType.Float32);
            var grads = autograd.grad([(weights * logp + kl / weights).sum()], [Hidden, Weight]);
            return [logp.detach(), kl.detach(), .. grads];
        }
    }
}
