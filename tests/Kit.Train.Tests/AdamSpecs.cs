using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Train.Tests;

/// <summary>AdamW over lists of tensors is AdamW.</summary>
public sealed class AdamSpecs : IDisposable
{
    private static readonly Optimization Settings = new(
        1e-2, BatchSize: 1, Epochs: 1, new Schedule(Decay.Constant), WeightDecay: 0.1, MaxGradNorm: 2, Beta2: 0.95, Beta1: 0.8,
        Epsilon: 1e-6);

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    /// <summary>Clipped and unclipped steps, decay, a parameter that receives no gradient in every third step.</summary>
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Moves_are_TorchSharps_bit_for_bit(ScalarType type)
    {
        var (ours, theirs) = (Weights(type), Weights(type));
        using var adam = Named(ours);
        using var reference = optim.AdamW(theirs, 1e-2, 0.8, 0.95, 1e-6, 0.1);
        for (var step = 0; step < 9; step++)
        {
            adam.Clear();
            foreach (var weight in theirs) weight.grad = null;
            Loss(ours, step).backward();
            Loss(theirs, step).backward();
            var rate = 1e-2 / (1 + step);
            adam.Update(adam.Norm().ToDouble(), rate);
            nn.utils.clip_grad_norm_(theirs, 2);
            foreach (var group in reference.ParamGroups) group.LearningRate = rate;
            reference.step();
            Assert.All(ours.Zip(theirs), w => Assert.True(w.First.equal(w.Second).all().item<bool>(), $"step {step}"));
        }
    }

    [Fact]
    public void The_norm_is_that_of_all_gradients_together()
    {
        var weights = Weights(ScalarType.Float64);
        using var adam = Named(weights);
        Assert.Equal(0, adam.Norm().ToDouble());
        Loss(weights, 1).backward();
        var expected = Math.Sqrt(weights.Sum(w => w.grad!.square().sum().item<double>()));
        Assert.Equal(expected, adam.Norm().ToDouble(), 12);
    }

    [Fact]
    public void Moments_that_were_saved_and_read_move_on_as_if_nothing_had_happened()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("kit-adam-").FullName, "optimizer.safetensors");
        var (weights, others) = (Weights(ScalarType.Float32), Weights(ScalarType.Float32));
        using var adam = Named(weights);
        using var other = Named(others);
        for (var step = 0; step < 4; step++) Move(adam, weights, step);
        Kit.Models.Checkpoint.Save(adam.Saved(), path);
        var saved = other.Saved();
        Kit.Models.Checkpoint.Load("the optimiser", saved, path);
        other.Restore(saved["step"]);
        using (no_grad()) foreach (var (from, to) in weights.Zip(others)) to.copy_(from);
        for (var step = 4; step < 8; step++)
        {
            Move(adam, weights, step);
            Move(other, others, step);
        }

        Assert.All(weights.Zip(others), w => Assert.True(w.First.equal(w.Second).all().item<bool>()));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    private static void Move(Adam adam, Parameter[] weights, int step)
    {
        adam.Clear();
        Loss(weights, step).backward();
        adam.Update(adam.Norm().ToDouble(), 1e-2);
    }

    private static Adam Named(Parameter[] weights) => new(weights.Select((w, i) => ($"w{i}", w)), Settings);

    private static Parameter[] Weights(ScalarType type)
    {
        using var random = new Generator(3);
        return [.. new[] { 5, 300, 1, 64 }.Select(n => new Parameter(randn([n, 3], dtype: type, generator: random)))];
    }

    /// <summary>Gradients below and above the clip, none for the last weight in every third step.</summary>
    private static Tensor Loss(Parameter[] weights, int step) => weights.SkipLast(step % 3 == 2 ? 1 : 0)
        .Select((w, i) => ((w - 0.1 * i).square() * (0.02 + step % 2)).sum()).Aggregate((a, b) => a + b);
}
