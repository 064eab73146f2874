namespace Kit.Evaluate.Statistics;

/// <summary>A confidence interval [Low, High].</summary>
/// <param name="Low">Lower limit, in the estimate's unit.</param>
/// <param name="High">Upper limit.</param>
/// <param name="Level">Nominal coverage, such as 0.95.</param>
public sealed record Interval(double Low, double High, double Level)
{
    public double Width => High - Low;

    public bool Contains(double value) => Low <= value && value <= High;
}

/// <summary>A value with its interval, standard error and test, all clustered.</summary>
/// <param name="Value">The mean.</param>
/// <param name="Interval">Of the mean.</param>
/// <param name="StandardError">Of the mean.</param>
/// <param name="PValue">Two-sided, of "the mean is 0" (<see cref="SignFlip"/>); of use for differences only, and not
/// adjusted for other comparisons (<see cref="Holm"/>).</param>
[TypeFormatterSource]
public sealed record Estimate(double Value, Interval Interval, double StandardError, double PValue)
{
    /// <summary>The interval excludes 0.</summary>
    public bool Significant => !Interval.Contains(0);
}
