namespace TorchSharp.Modules;

/// <summary>Gradient descent with momentum: b = μ b + (1 − dampening) g; θ −= rate · b.</summary>
public class SGD : OptimizerHelper
{
    private readonly Options defaults;

    public SGD(
        IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0,
        double weight_decay = 0, bool nesterov = false, bool maximize = false)
        : this([new ParamGroup(parameters)], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    public SGD(
        IEnumerable<SGD.ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0,
        double weight_decay = 0, bool nesterov = false, bool maximize = false)
    {
        defaults = new Options
        {
            LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay,
            nesterov = nesterov, maximize = maximize,
        };
        foreach (var group in parameters) add_param_group(group);
    }

    public double Momentum
    {
        get => defaults.momentum!.Value;
        set => defaults.momentum = value;
    }

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        var options = (Options)param_group.Options;
        options.LearningRate ??= defaults.LearningRate;
        options.momentum ??= defaults.momentum;
        options.dampening ??= defaults.dampening;
        options.weight_decay ??= defaults.weight_decay;
        options.nesterov ??= defaults.nesterov;
        options.maximize ??= defaults.maximize;
        options.InitialLearningRate = options.LearningRate!.Value;
        base.add_param_group(param_group);
    }

    private protected override void Update(Modules.ParamGroup group)
    {
        var options = (Options)group.Options;
        double momentum = options.momentum!.Value, decay = options.weight_decay!.Value;
        foreach (var parameter in group.Parameters)
        {
            var gradient = parameter.grad;
            if (gradient is null) continue;
            var descent = options.maximize!.Value ? -gradient : gradient;
            if (decay != 0) descent = descent.add(parameter, decay);
            if (momentum != 0)
            {
                var buffer = State(parameter, () => new Velocity(descent));
                buffer.Update(descent, momentum, 1 - options.dampening!.Value);
                descent = options.nesterov!.Value ? descent.add(buffer.Value, momentum) : buffer.Value;
            }
            parameter.add_(descent, -options.LearningRate!.Value);
        }
    }

    /// <summary>One field for each option; null takes the optimiser's.</summary>
    public class Options : OptimizerOptions
    {
        public double? momentum;
        public double? dampening;
        public double? weight_decay;
        public bool? nesterov;
        public bool? maximize;
    }

    public class ParamGroup : ParamGroup<Options>
    {
        public ParamGroup()
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, Options? options = null)
            : base(parameters, options)
        {
        }
    }

    /// <summary>The running direction; the first gradient enters undamped.</summary>
    private sealed class Velocity(torch.Tensor start) : IDisposable
    {
        private bool started;

        public torch.Tensor Value { get; } = start.clone().DetachFromDisposeScope();

        public void Update(torch.Tensor descent, double momentum, double share)
        {
            if (started) Value.mul_(momentum).add_(descent, share);
            started = true;
        }

        public void Dispose() => Value.Dispose();
    }
}
