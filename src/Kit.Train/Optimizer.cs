using Kit.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Train;

/// <summary>AdamW over a fixed set of parameters, with clipping and a schedule.</summary>
internal sealed class Optimizer : IDisposable
{
    private readonly Optimization settings;
    private readonly int total;
    private readonly Device device;

    public Optimizer(IEnumerable<(string Name, Parameter Parameter)> parameters, Optimization settings, int total)
    {
        (this.settings, this.total) = (settings, total);
        (string Name, Parameter Parameter)[] trained = [.. parameters.Where(p => p.Parameter.requires_grad)];
        if (trained.Length == 0)
            throw new ArgumentException(
                "optimiser: expected a parameter that asks for gradients, got none. Attach adapters or unfreeze "
                + "weights.");
        foreach (var (name, parameter) in trained)
            if (parameter.dtype is ScalarType.BFloat16 or ScalarType.Float16)
                throw new NotSupportedException(
                    $"optimiser: expected float32 parameters, got {parameter.dtype} ({name}), which small updates do "
                    + "not change. Train adapters, which are float32, or load the model in float32.");
        device = trained[0].Parameter.device;
        Adam = new Adam(trained, settings);
    }

    public Optimizer(IEnumerable<Parameter> parameters, Optimization settings, int total)
        : this(parameters.Select((p, i) => ($"{i}", p)), settings, total) { }

    /// <summary>The moments.</summary>
    public Adam Adam { get; }

    /// <summary>Rate of a step, counted from 0.</summary>
    public double Rate(int step) => settings.LearningRate * settings.Schedule.Factor(step, total);

    /// <summary>One update from d loss; returns the gradient norm before clipping and the rate used.</summary>
    public (double GradNorm, double LearningRate) Step(Tensor loss, int step)
    {
        Adam.Clear();
        loss.backward();
        return Update(step);
    }

    /// <summary>One update from gradients that the caller's backward passes leave; the same results.</summary>
    public (double GradNorm, double LearningRate) Step(Action backward, int step)
    {
        Adam.Clear();
        backward();
        return Update(step);
    }

    /// <summary>One update from d Σ_k part_k, the parts' forward and backward passes side by side.</summary>
    /// <remarks>Two parts add up to the same gradient in either order; more would not, bit for bit.</remarks>
    /// <returns>Σ_k part_k with the gradient norm before clipping and the rate used.</returns>
    public (double Loss, double GradNorm, double LearningRate) Step(Func<Tensor> first, Func<Tensor> second, int step)
    {
        Adam.Clear();
        var losses = Lanes.Run(Lanes.Of(device), 2, (_, part) => Backward(part == 0 ? first : second));
        var (norm, rate) = Update(step);
        return (losses[0] + losses[1], norm, rate);
    }

    private static double Backward(Func<Tensor> part)
    {
        using var scope = NewDisposeScope();
        var loss = part();
        loss.backward();
        return loss.item<float>();
    }

    private (double GradNorm, double LearningRate) Update(int step)
    {
        using var scope = NewDisposeScope();
        var (norm, rate) = (Adam.Norm().ToDouble(), Rate(step));
        if (double.IsFinite(norm)) Adam.Update(norm, rate);
        return (norm, rate);
    }

    public void Dispose() => Adam.Dispose();
}
