namespace Kit.Pipelines.Alignment;

/// <summary>One finished step as it is shown and logged.</summary>
/// <param name="Step">From 0.</param>
/// <param name="Total">Steps of the run.</param>
/// <param name="Metrics">Of the step, with <c>epoch</c>, <c>tokens</c>, <c>tokens_per_second</c>,
/// <c>seconds_per_step</c>, <c>data/wait_share</c> and <c>memory/peak_gib</c>.</param>
public sealed record StepReport(int Step, int Total, IReadOnlyDictionary<string, double> Metrics)
{
    public override string ToString() =>
        FormattableString.Invariant($"step {Step + 1} of {Total}, {Metrics.Count} metrics");
}
