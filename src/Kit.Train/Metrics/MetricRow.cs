namespace Kit.Train.Metrics;

/// <summary>What was measured at one step.</summary>
/// <param name="Step">From 0: the state before the first update.</param>
/// <param name="Values">In the order in which they are written.</param>
[TypeFormatterSource]
public sealed record MetricRow(long Step, Sequence<MetricValue> Values)
{
    public static MetricRow From(long step, params (string Name, double Value)[] values) =>
        new(step, Sequence.From(values.Select(value => new MetricValue(value.Name, value.Value))));

    /// <summary>The value of that name, or null where the step has none.</summary>
    public double? this[string name] => Values.FirstOrDefault(metric => metric.Name == name)?.Value;
}
