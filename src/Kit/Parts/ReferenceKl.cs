using Kit.Expressions;

namespace Kit.Parts;

/// <summary>Agg_{i,t} k(π ‖ π_ref), nats, differentiated through log π: the divergence in the loss, by the sampled
/// tokens alone. GRPO, Shao et al. 2024, eq. 3–4 (arXiv:2402.03300).</summary>
/// <remarks>Average it as the policy gradient beside it. For a divergence in the reward, see
/// <see cref="Rewards.TokenRewards"/>; for the exact one over the vocabulary, <see cref="TokenDivergence"/>.</remarks>
/// <param name="Estimate">k.</param>
/// <param name="Averaging">How tokens make a loss.</param>
/// <param name="Tokens">Which tokens count.</param>
public sealed record ReferenceKl(KlEstimate Estimate, Averaging Averaging, Tokens Tokens)
    : RolloutTerm(Averaging, Tokens)
{
    public override string Name => $"kl/{Estimate.Name}";

    internal override string Stem => "kl";

    public override Expr PerToken => Estimate.Apply(Of(Quantity.PolicyLogp), Of(Quantity.ReferenceLogp), Tokens);

    /// <summary><c>kl</c>: the mean over all tokens of the batch, however the loss averages.</summary>
    public override Sequence<Metric> Metrics => [Mean("kl", PerToken)];
}
