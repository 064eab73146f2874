namespace Kit;

/// <summary>What an objective says about a batch.</summary>
/// <param name="Loss">[].</param>
/// <param name="Losses">[B].</param>
/// <param name="Metrics">By name.</param>
[TypeFormatterSource]
public sealed record Appraisal(double Loss, Sequence<double> Losses, IReadOnlyDictionary<string, double> Metrics)
{
    public override string ToString() => FormattableString.Invariant($"loss {Loss:0.######}")
        + string.Concat(Metrics.Select(one => FormattableString.Invariant($", {one.Key} {one.Value:0.######}")));
}
