namespace TorchSharp.Modules;

/// <summary>Gradient descent with momentum: b = μ b + (1 − dampening) g; θ −= rate · b.</summary>
public partial class SGD : OptimizerHelper
{
    private readonly Options defaults;

    public SGD(
        IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0,
        double weight_decay = 0, bool nesterov = false, bool maximize = false)
        : this([new ParamGroup(parameters, new Options())], lr, momentum, dampening, weight_decay, nesterov, maximize)
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
        param_group.Options ??= new Options();
        ((Options)param_group.Options).Complete(defaults);
        base.add_param_group(param_group);
        Remember(param_group, parameter => new State(parameter));
    }

    public override torch.Tensor step(Func<torch.Tensor>? closure = null) => Step(closure, Update);

    private void Update(Modules.ParamGroup group)
    {
        var options = (Options)group.Options;
        foreach (var parameter in group.Parameters)
        {
            using var scope = torch.NewDisposeScope();
            var gradient = parameter.grad;
            if (gradient is null) continue;
            var descent = options.maximize!.Value ? -gradient : gradient;
            if (options.weight_decay is { } decay and not 0) descent = descent.add(parameter, decay);
            if (options.momentum is { } momentum and not 0)
            {
                var buffer = State<State>(parameter).Updated(descent, momentum, 1 - options.dampening!.Value);
                descent = options.nesterov!.Value ? descent.add(buffer, momentum) : buffer;
            }
            parameter.add_(descent, -options.LearningRate!.Value);
        }
    }
}
