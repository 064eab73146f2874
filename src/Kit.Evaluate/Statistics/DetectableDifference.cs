using MathNet.Numerics.Distributions;

namespace Kit.Evaluate.Statistics;

/// <summary>The smallest true difference that a benchmark of this size finds most of the time.</summary>
/// <remarks>δ = (z_{1−α/2} + z_{power}) · SE. Miller 2024, "Adding Error Bars to Evals", §5
/// (arXiv:2411.00640).</remarks>
/// <param name="Alpha">Two-sided level of the test.</param>
/// <param name="Power">Chance of finding it.</param>
public sealed record DetectableDifference(double Alpha = 0.05, double Power = 0.8)
{
    /// <summary>From the standard error of a paired difference, in its unit.</summary>
    public double Paired(double standardError) =>
        (Normal.InvCDF(0, 1, 1 - Alpha / 2) + Normal.InvCDF(0, 1, Power)) * standardError;

    /// <summary>From the standard error of one model's score, for another that is as uncertain and unrelated: an upper
    /// bound, since pairing on the same questions only helps.</summary>
    public double Unpaired(double standardError) => Paired(Math.Sqrt(2) * standardError);
}
