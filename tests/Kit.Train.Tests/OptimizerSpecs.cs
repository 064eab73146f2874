using Kit.Models;
using Kit.Train.Supervised;
using TorchSharp;
using static TorchSharp.torch;

namespace Kit.Train.Tests;

/// <summary>A step in two halves is a step in one piece.</summary>
public sealed class OptimizerSpecs
{
    private static readonly Optimization Still = Given.Optimization with { LearningRate = 0, MaxGradNorm = 1e9 };

    [Fact]
    public void Two_halves_have_the_gradient_of_the_whole()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        using var optimizer = new Optimizer(model.parameters(), Still, 1);
        var whole = optimizer.Step(Loss(model, 0) + Loss(model, 1), 0);
        var expected = Gradients(model);
        var (loss, norm, _) = optimizer.Step(() => Loss(model, 0), () => Loss(model, 1), 0);
        Assert.Equal((Loss(model, 0) + Loss(model, 1)).item<float>(), loss, 4);
        Assert.Equal(whole.GradNorm, norm, 1e-5 * norm);
        foreach (var (one, two) in expected.Zip(Gradients(model)))
            Assert.True(two.allclose(one, 1e-5, 1e-5 * norm), $"{(two - one).abs().max().item<float>()}");
    }

    [Fact]
    public void Two_halves_side_by_side_are_bit_for_bit_the_halves_one_after_the_other()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        using var optimizer = new Optimizer(model.parameters(), Still, 1);
        foreach (var part in new[] { 0, 1 }) Loss(model, part).backward();
        var expected = Gradients(model);
        for (var again = 0; again < 20; again++)
        {
            optimizer.Step(() => Loss(model, 0), () => Loss(model, 1), 0);
            Assert.All(expected.Zip(Gradients(model)), g => Assert.True(g.First.Equals(g.Second)));
        }
    }

    [Fact]
    public void A_step_starts_from_no_gradient_moves_by_the_rate_and_clips()
    {
        using var scope = NewDisposeScope();
        var w = new TorchSharp.Modules.Parameter(tensor(new float[] { 3, -4 }));
        using var optimizer = new Optimizer(
            [w], new Optimization(0.5, 1, 1, new Schedule(Decay.Linear, WarmUp: 0), MaxGradNorm: 1), total: 2);
        for (var step = 0; step < 2; step++)
        {
            var (norm, rate) = optimizer.Step((w * tensor(new float[] { 3, 4 })).sum(), step);
            Assert.Equal(5, norm, 5);
            Assert.Equal(step == 0 ? 0.5 : 0.25, rate, 9);
            Assert.Equal(1, w.grad!.norm().item<float>(), 4);
        }

        // Adam's first moves of a constant gradient are the rate: 3 − 0.5 − 0.25.
        Assert.Equal([2.25f, -4.75f], w.data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void A_gradient_that_is_not_finite_moves_nothing()
    {
        using var scope = NewDisposeScope();
        var w = new TorchSharp.Modules.Parameter(tensor(new float[] { 3, -4 }));
        using var optimizer = new Optimizer([w], Given.Optimization, 1);
        var (norm, _) = optimizer.Step((w / 0).sum(), 0);
        Assert.False(double.IsFinite(norm));
        Assert.Equal([3f, -4f], w.data<float>().ToArray());
    }

    [Fact]
    public void Live_tensors_are_as_many_after_later_steps_in_halves()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        using var optimizer = new Optimizer(model.parameters(), Given.Optimization, 9);
        var alive = Enumerable.Range(0, 9).Select(step =>
        {
            optimizer.Step(() => Loss(model, 0), () => Loss(model, 1), step);
            return DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        }).ToArray();
        Assert.Equal(alive[2], alive[8]);
    }

    /// <summary>−Σ log π over the answers of two of four clips, as supervised training has it.</summary>
    private static Tensor Loss(VideoLm model, int half)
    {
        var random = new Generator(11);
        var pooled = randn([4, model.Config.VisualTokens, model.Config.Vision.HiddenSize], generator: random);
        var features = model.Project(pooled.narrow(0, 2 * half, 2));
        Row[] rows = [.. Enumerable.Range(2 * half, 2).Select(i => new Row(
            Prompt.After(model.Config.VisualTokens, []), [new Branch([5, 8 + i, 2, 4 + i], From: 1)]))];
        var layout = Layout.From(rows, CPU);
        return -model.Head.Apply(model.call(features, layout), layout.Targets).LogProbability.sum();
    }

    private static Tensor[] Gradients(VideoLm model) =>
        [.. model.parameters().Where(p => p.grad is not null).Select(p => p.grad!.clone())];
}
