namespace Kit.Train.Rollouts;

/// <summary>One finished rollout with the passes over it.</summary>
/// <param name="Rollout">From 0.</param>
/// <param name="Total">Rollouts of the run.</param>
/// <param name="Replies">What was answered.</param>
/// <param name="Rewards">What each answer earned, before penalties and divergence.</param>
/// <param name="Metrics">Means over the updates of the rollout: loss, grad_norm, learning_rate, the objective's own;
/// TRL's names for the rollout: <c>objective/scores</c>, <c>objective/kl</c> (Σ_t k, nats an answer),
/// <c>objective/kl_weight</c> (κ), <c>objective/rlhf_reward</c> (Σ_t ρ), <c>val/ended</c> (share),
/// <c>completions/mean_length</c> (tokens).</param>
public sealed record RolloutStep(
    int Rollout, int Total, IReadOnlyList<Reply> Replies, IReadOnlyList<double> Rewards,
    IReadOnlyDictionary<string, double> Metrics)
{
    public override string ToString() => FormattableString.Invariant(
        $"rollout {Rollout + 1} of {Total}, {Replies.Count} answers, ")
        + FormattableString.Invariant($"mean reward {Rewards.DefaultIfEmpty().Average():0.####}");
}
