namespace TorchSharp.Modules;

/// <summary>Running moments of one parameter's gradient, and the step that they make (Adam, Kingma and Ba 2015).</summary>
internal sealed class Moments : IDisposable
{
    private readonly torch.Tensor first;
    private readonly torch.Tensor second;
    private readonly torch.Tensor? largest;
    private long steps;

    public Moments(Parameter parameter, bool amsgrad)
    {
        first = torch.zeros_like(parameter).DetachFromDisposeScope();
        second = torch.zeros_like(parameter).DetachFromDisposeScope();
        if (amsgrad) largest = torch.zeros_like(parameter).DetachFromDisposeScope();
    }

    /// <summary>θ −= rate / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε).</summary>
    public void Step(
        Parameter parameter, torch.Tensor gradient, double rate, (double, double) betas, double eps, bool maximize)
    {
        using var scope = torch.NewDisposeScope();
        var (beta1, beta2) = betas;
        steps++;
        var descent = maximize ? -gradient : gradient;
        first.mul_(beta1).add_(descent, 1 - beta1);
        second.mul_(beta2).addcmul_(descent, descent, 1 - beta2);
        if (largest is not null) largest.copy_(largest.maximum(second));
        var scale = (largest ?? second).sqrt().div_(Math.Sqrt(1 - Math.Pow(beta2, steps))).add_(eps);
        parameter.addcdiv_(first, scale, -rate / (1 - Math.Pow(beta1, steps)));
    }

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
        largest?.Dispose();
    }
}
