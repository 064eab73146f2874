using Kit.Evaluate.Statistics;

namespace Kit.Report;

/// <summary>A value with the ends of its error bar.</summary>
public readonly record struct Limits(double Value, double Low, double High)
{
    /// <summary>No error bar.</summary>
    public static Limits From(double value) => new(value, value, value);

    /// <summary>mean ± std; no error bar for a single run.</summary>
    public static Limits From(MeanStd value) => double.IsNaN(value.Std)
        ? From(value.Mean)
        : new(value.Mean, value.Mean - value.Std, value.Mean + value.Std);

    /// <summary>The estimate's interval.</summary>
    public static Limits From(Estimate value) => new(value.Value, value.Interval.Low, value.Interval.High);

    /// <summary>In another unit, such as × 100 for percent.</summary>
    public Limits Times(double factor) => new(Value * factor, Low * factor, High * factor);
}
