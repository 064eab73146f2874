namespace Kit.Train.Preference;

/// <summary>One finished step, as it is logged: TRL's names plus the kit's (<see cref="Drift"/>).</summary>
/// <param name="Step">From 0.</param>
/// <param name="Total">Steps of the run.</param>
/// <param name="Metrics">loss, grad_norm, learning_rate, rewards/*, logps/*, terms/*, kl/*, delta/*, …</param>
[TypeFormatterSource]
public sealed record PreferenceStep(int Step, int Total, IReadOnlyDictionary<string, double> Metrics)
{
    public override string ToString() => FormattableString.Invariant($"step {Step + 1} of {Total}")
        + string.Concat(Metrics.Select(one => FormattableString.Invariant($", {one.Key} {one.Value:0.######}")));
}
