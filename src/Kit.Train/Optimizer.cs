using Kit.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Train;

/// <summary>AdamW over a fixed set of parameters, with clipping and a schedule.</summary>
internal sealed class Optimizer : IDisposable
{
    private readonly Optimization settings;
    private readonly int total;
    private readonly Parameter[] parameters;
    private readonly AdamW adam;

    public Optimizer(IEnumerable<Parameter> parameters, Optimization settings, int total)
    {
        (this.settings, this.total) = (settings, total);
        this.parameters = [.. parameters.Where(p => p.requires_grad)];
        var half = this.parameters.FirstOrDefault(p => p.dtype is ScalarType.BFloat16 or ScalarType.Float16);
        if (half is not null)
            throw new NotSupportedException(
                $"optimiser: expected float32 parameters, got {half.dtype}, which small updates do not change. "
                + "Train adapters, which are float32, or load the model in float32.");
        adam = optim.AdamW(
            this.parameters, settings.LearningRate, settings.Beta1, settings.Beta2, settings.Epsilon,
            settings.WeightDecay);
    }

    /// <summary>One update from d loss; returns the gradient norm before clipping and the rate used.</summary>
    public (double GradNorm, double LearningRate) Step(Tensor loss, int step)
    {
        adam.zero_grad();
        loss.backward();
        return Update(step);
    }

    /// <summary>One update from gradients that the caller's backward passes leave; the same results.</summary>
    public (double GradNorm, double LearningRate) Step(Action backward, int step)
    {
        adam.zero_grad();
        backward();
        return Update(step);
    }

    /// <summary>One update from d Σ_k part_k, the parts' forward and backward passes side by side.</summary>
    /// <remarks>Two parts add up to the same gradient in either order; more would not, bit for bit.</remarks>
    /// <returns>Σ_k part_k with the gradient norm before clipping and the rate used.</returns>
    public (double Loss, double GradNorm, double LearningRate) Step(Func<Tensor> first, Func<Tensor> second, int step)
    {
        adam.zero_grad();
        var losses = Lanes.Run(Lanes.Of(parameters[0].device), 2, (_, part) => Backward(part == 0 ? first : second));
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
        var norm = nn.utils.clip_grad_norm_(parameters, settings.MaxGradNorm);
        var rate = settings.LearningRate * settings.Schedule.Factor(step, total);
        foreach (var group in adam.ParamGroups) group.LearningRate = rate;
        if (double.IsFinite(norm)) adam.step();
        return (norm, rate);
    }

    public void Dispose() => adam.Dispose();
}
