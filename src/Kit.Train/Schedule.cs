using System.Diagnostics;

namespace Kit.Train;

/// <summary>Learning rate over a run, as a factor of its peak: linear warm-up, then decay.</summary>
/// <param name="Decay">What follows the warm-up.</param>
/// <param name="WarmUp">Share of all steps spent rising.</param>
/// <param name="Rise">Where the first step stands.</param>
public sealed record Schedule(Decay Decay, double WarmUp = 0.03, Rise Rise = Rise.ToPeak)
{
    private const double Rounding = 1e-9;    // 3/20 of 20 steps are 3

    /// <summary>Factor at step s = 0 … total − 1.</summary>
    public double Factor(int step, int total)
    {
        var rise = (int)Math.Ceiling(WarmUp * total - Rounding);
        var first = Rise == Rise.FromZero ? 0.0 : 1;
        return step < rise ? (step + first) / rise : Fall((step - rise) / Math.Max(1.0, total - rise));
    }

    private double Fall(double progress) => Decay switch
    {
        Decay.Constant => 1,
        Decay.Cosine => 0.5 * (1 + Math.Cos(Math.PI * progress)),
        Decay.Linear => 1 - progress,
        _ => throw new UnreachableException(),
    };
}

/// <summary>How a learning rate of n warm-up steps rises, s = 0 … n − 1.</summary>
public enum Rise
{
    /// <summary>(s + 1)/n: no step is lost, and the last of them is at the peak.</summary>
    ToPeak,

    /// <summary>s/n: the first step moves nothing, and the first after them is at the peak. transformers' and TRL's.
    /// </summary>
    FromZero,
}

/// <summary>The shape of a learning rate after warm-up, over progress p = 0 … 1.</summary>
public enum Decay
{
    /// <summary>1.</summary>
    Constant,

    /// <summary>½ (1 + cos πp).</summary>
    Cosine,

    /// <summary>1 − p.</summary>
    Linear,
}
