using Kit.Expressions;

namespace Kit.Parts;

/// <summary>−Agg_{i,t} H(π(·|s_t)), nats: keeps the policy from settling too soon. Schulman et al. 2017, eq. 9
/// (arXiv:1707.06347). Give it a small weight; a negative one settles it.</summary>
/// <param name="Averaging">How tokens make a loss.</param>
/// <param name="Tokens">Which tokens count.</param>
public sealed record EntropyBonus(Averaging Averaging, Tokens Tokens) : RolloutTerm(Averaging, Tokens)
{
    public override string Name => "entropy_bonus";

    internal override string Stem => "eb";

    public override Expr PerToken => -Of(Quantity.Entropy);

    /// <summary><c>entropy</c>: the mean over all tokens of the batch.</summary>
    public override Sequence<Metric> Metrics => [Mean("entropy", Of(Quantity.Entropy))];
}
