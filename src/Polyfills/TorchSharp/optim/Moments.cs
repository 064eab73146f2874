namespace TorchSharp.Modules;

/// <summary>The step that the running moments of a gradient make (Adam, Kingma and Ba 2015).</summary>
internal static class Moments
{
    /// <summary>θ −= rate / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε), with the largest v so far for AMSGrad.</summary>
    public static void Step(
        Parameter parameter, torch.Tensor descent, torch.Tensor first, torch.Tensor second, torch.Tensor? largest,
        long step, double rate, double beta1, double beta2, double eps)
    {
        first.mul_(beta1).add_(descent, 1 - beta1);
        second.mul_(beta2).addcmul_(descent, descent, 1 - beta2);
        if (largest is not null) largest.copy_(largest.maximum(second));
        var scale = (largest ?? second).sqrt().div_(Math.Sqrt(1 - Math.Pow(beta2, step))).add_(eps);
        parameter.addcdiv_(first, scale, -rate / (1 - Math.Pow(beta1, step)));
    }
}
