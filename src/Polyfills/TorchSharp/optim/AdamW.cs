namespace TorchSharp.Modules;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019): θ is first multiplied by 1 − rate · decay, as in
/// PyTorch and unlike the paper, whose decay is not multiplied by the rate. weight_decay is 0 by default, unlike in
/// PyTorch.
/// </summary>
public partial class AdamW : OptimizerHelper
{
    private readonly Options defaults;

    public AdamW(
        IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
        double eps = 1e-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this(
            [new ParamGroup(parameters, new Options())], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    public AdamW(
        IEnumerable<AdamW.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
        double eps = 1e-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
    {
        defaults = new Options
        {
            LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay,
            amsgrad = amsgrad, maximize = maximize,
        };
        foreach (var group in parameters) add_param_group(group);
    }

    public (double, double) Betas
    {
        get => (defaults.beta1!.Value, defaults.beta2!.Value);
        set => (defaults.beta1, defaults.beta2) = value;
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
            if (options.weight_decay is { } decay and not 0)
                parameter.mul_(1 - (options.LearningRate!.Value * decay));
            Update(parameter, descent, State<State>(parameter), options);
        }
    }

    /// <summary>θ −= rate / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε), with the largest v so far for AMSGrad.</summary>
    private static void Update(Parameter parameter, torch.Tensor descent, State state, Options options)
    {
        var (beta1, beta2, step) = (options.beta1!.Value, options.beta2!.Value, ++state.step);
        var (first, second, largest) = (state.exp_avg, state.exp_avg_sq, state.max_exp_avg_sq);
        first.mul_(beta1).add_(descent, 1 - beta1);
        second.mul_(beta2).addcmul_(descent, descent, 1 - beta2);
        if (largest is not null) largest.copy_(largest.maximum(second));
        var scale = (largest ?? second).sqrt().div_(Math.Sqrt(1 - Math.Pow(beta2, step))).add_(options.eps!.Value);
        parameter.addcdiv_(first, scale, -options.LearningRate!.Value / (1 - Math.Pow(beta1, step)));
    }
}
