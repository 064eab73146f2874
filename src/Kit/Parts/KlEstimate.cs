using Kit.Expressions;

namespace Kit.Parts;

/// <summary>k: KL(π ‖ q) of one token from its sample alone, [B, T], nats, d = log π − log q. Schulman 2020,
/// "Approximating KL divergence".</summary>
public abstract record KlEstimate : Refinement
{
    private static readonly Symbol D = new("d(#1)", "d(#1)", "log_ratio");

    private KlEstimate() { }

    /// <summary>For metrics.</summary>
    internal abstract string Name { get; }

    internal sealed override string Slot => "kl estimate";

    internal sealed override string Home => "a divergence from the reference";

    internal sealed override string Example => "one, such as Grpo + 0.04 * KlToReference";

    internal sealed override Refinement? Occupant(Term term) => (term as ReferenceKl)?.Estimate;

    internal sealed override Term Replace(Term term) => term is ReferenceKl kl ? kl with { Estimate = this } : term;

    /// <summary>k; 0 at tokens that do not count.</summary>
    public Expr Apply(Expr policy, Expr other, Tokens tokens) =>
        Of(tokens.Weigh(RolloutTerm.Answer, policy, other).As(D, RolloutTerm.Answer));

    /// <summary>k of a log-ratio d that was taken elsewhere, [B, T] → [B, T].</summary>
    public Expr Apply(Expr logRatio) => Of(logRatio);

    /// <summary>k from d.</summary>
    private protected abstract Expr Of(Expr d);

    /// <summary>d: unbiased, of either sign.</summary>
    public sealed record K1 : KlEstimate
    {
        internal override string Name => "k1";

        private protected override Expr Of(Expr d) => d;
    }

    /// <summary>max(0, d): one-sided; tokens that became rarer cost nothing. VLM-RLAIF, Ahn et al. 2024
    /// (arXiv:2402.03746), from its code.</summary>
    public sealed record K1Clamped : KlEstimate
    {
        internal override string Name => "k1-clamped";

        private protected override Expr Of(Expr d) => d.Relu();
    }

    /// <summary>½·d²: biased, ≥ 0.</summary>
    public sealed record K2 : KlEstimate
    {
        internal override string Name => "k2";

        private protected override Expr Of(Expr d) => 0.5 * d.Square();
    }

    /// <summary>e^(−d) + d − 1: unbiased, ≥ 0. GRPO, Shao et al. 2024, eq. 4 (arXiv:2402.03300). Differentiated as it
    /// stands it is not the gradient of the KL.</summary>
    public sealed record K3 : KlEstimate
    {
        internal override string Name => "k3";

        private protected override Expr Of(Expr d) => (-d).Exp() + d - 1;
    }
}
