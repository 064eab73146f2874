using System.Runtime.InteropServices;
using Kit.Expressions;
using Kit.Tests;
using TorchSharp;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Graphs;

/// <summary>How many kernels a compiled loss and its gradients launch, counted by LibTorch itself through the embedded
/// bridge.</summary>
public sealed partial class KernelSpecs
{
    /// <summary>At most 0.7 of the same formula with tensor operators and autograd, as experiments/bench/loss.cs
    /// writes it and counts it.</summary>
    [Theory]
    [InlineData("dpo", 13, 19)]
    [InlineData("rrpo", 18, 27)]
    [InlineData("simpo", 18, 26)]
    [InlineData("leanpo", 36, 52)]
    public void A_loss_and_its_gradients_take_seven_tenths_of_the_kernels_by_hand(string name, int few, int byHand)
    {
        using var scope = NewDisposeScope();
        using var constant = no_grad();
        var objective = Papers.Named(name);
        using var graph = CompiledGraph.From(
        [
            ("loss", objective.Loss), .. objective.Differentiable.Select(what => ($"d {what}", objective.Credit(what))),
        ]);
        var evidence = Tensors.From(Batch.From(3, 4, 6, 5).Evidence);
        for (var warm = 0; warm < 3; warm++) graph.Apply(evidence);
        Assert.Equal(few, Counted(() => graph.Apply(evidence)));
        Assert.True(few <= 0.7 * byHand);
    }

    /// <summary>Shorter answers than before find their zeros ready.</summary>
    [Fact]
    public void Zeros_are_made_once_for_the_longest_answer()
    {
        using var scope = NewDisposeScope();
        var batches = new[] { 7, 3, 6 }.Select(tokens => Tensors.From(Batch.From(2, 2, tokens, 2 * tokens).Evidence));
        using var compiled = CompiledObjective.From(Papers.Dpo);
        long[] counts = [.. batches.ToArray().Select(batch => Counted(() => compiled.Credit(batch)))];
        Assert.Equal(2, counts[0] - counts[1]);
        Assert.Equal(counts[1], counts[2]);
    }

    [Fact]
    public void Views_are_no_kernels_and_an_operator_is_one()
    {
        using var scope = NewDisposeScope();
        var x = ones(3, 4);
        Assert.Equal(0, Counted(() => x.narrow(0, 0, 2).reshape(-1).unsqueeze(0)));
        Assert.Equal(2, Counted(() => (x * x).sum()));
    }

    private static long Counted(Action run)
    {
        Assert.Equal(0, tb_count_start());
        run();
        return tb_count_stop();
    }

    [LibraryImport("TorchBridge")]
    private static partial int tb_count_start();

    [LibraryImport("TorchBridge")]
    private static partial long tb_count_stop();
}
