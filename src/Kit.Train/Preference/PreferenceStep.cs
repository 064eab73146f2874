namespace Kit.Train.Preference;

/// <summary>One finished step, as it is logged: TRL's names plus the kit's (<see cref="Drift"/>).</summary>
/// <param name="Step">From 0.</param>
/// <param name="Total">Steps of the run.</param>
/// <param name="Metrics">loss, grad_norm, learning_rate, rewards/*, logps/*, terms/*, kl/*, delta/*, …; after an
/// evaluation the same of the held-out pairs as eval/loss, eval/rewards/*, …</param>
public sealed record PreferenceStep(int Step, int Total, IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>What the name of every metric of held-out pairs begins with.</summary>
    public const string Held = "eval/";

    /// <summary>Passes over the data after this step, a fraction.</summary>
    public double Epoch { get; init; }

    /// <summary>Tokens of this step: every prompt once, with its visual tokens, and both answers.</summary>
    public long Tokens { get; init; }
}
