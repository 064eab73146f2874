using System.Diagnostics;

namespace Kit.Train;

/// <summary>Learning rate over a run, as a factor of its peak: linear warm-up, then decay.</summary>
/// <param name="Decay">What follows the warm-up.</param>
/// <param name="WarmUp">Share of all steps spent rising; the first step is already above 0, the last of them is
/// 1.</param>
public sealed record Schedule(Decay Decay, double WarmUp = 0.03)
{
    /// <summary>Factor at step s = 0 … total − 1.</summary>
    public double Factor(int step, int total)
    {
        var rise = (int)Math.Ceiling(WarmUp * total);
        return step < rise ? (step + 1.0) / rise : Fall((step - rise) / Math.Max(1.0, total - rise));
    }

    private double Fall(double progress) => Decay switch
    {
        Decay.Constant => 1,
        Decay.Cosine => 0.5 * (1 + Math.Cos(Math.PI * progress)),
        Decay.Linear => 1 - progress,
        _ => throw new UnreachableException(),
    };
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
