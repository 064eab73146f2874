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
        adam = optim.AdamW(
            this.parameters, settings.LearningRate, beta2: settings.Beta2, weight_decay: settings.WeightDecay);
    }

    /// <summary>One update from d loss; returns the gradient norm before clipping and the rate used.</summary>
    public (double GradNorm, double LearningRate) Step(Tensor loss, int step)
    {
        adam.zero_grad();
        loss.backward();
        var norm = nn.utils.clip_grad_norm_(parameters, settings.MaxGradNorm);
        var rate = settings.LearningRate * settings.Schedule.Factor(step, total);
        foreach (var group in adam.ParamGroups) group.LearningRate = rate;
        if (double.IsFinite(norm)) adam.step();
        return (norm, rate);
    }

    public void Dispose() => adam.Dispose();
}
