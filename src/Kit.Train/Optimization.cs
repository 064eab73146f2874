namespace Kit.Train;

/// <summary>How parameters move: AdamW with decoupled decay, clipping and a schedule.</summary>
/// <param name="LearningRate">Peak rate.</param>
/// <param name="BatchSize">Samples a step.</param>
/// <param name="Epochs">Passes over the data.</param>
/// <param name="WeightDecay">Decoupled decay (Loshchilov and Hutter 2019); 0 as in RRPO and LeanPO.</param>
/// <param name="MaxGradNorm">Gradients are scaled down to this global 2-norm.</param>
/// <param name="Schedule">Factor of the rate over the run.</param>
/// <param name="Beta2">Decay of the second moment; 0.95 adapts faster in short runs from scratch.</param>
/// <param name="Beta1">Decay of the first moment.</param>
/// <param name="Epsilon">Added to the root of the second moment.</param>
/// <param name="Order">Of the samples within an epoch.</param>
/// <param name="MaxSteps">Ends the run early; null for all epochs. The schedule ends with it.</param>
public sealed record Optimization(
    double LearningRate, int BatchSize, int Epochs, Schedule Schedule, double WeightDecay = 0, double MaxGradNorm = 1,
    double Beta2 = 0.999, double Beta1 = 0.9, double Epsilon = 1e-8, Order Order = Order.Shuffled, int? MaxSteps = null)
{
    /// <summary>Steps of a run over <paramref name="samples"/>; the last batch of an epoch may be short.</summary>
    public int Steps(int samples) => Math.Min(
        MaxSteps ?? int.MaxValue, Epochs * ((samples + BatchSize - 1) / BatchSize));
}
