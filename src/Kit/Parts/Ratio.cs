using Kit.Expressions;

namespace Kit.Parts;

/// <summary>w: how much likelier an answer became since the policy generated it, [B, T] or [B]; 1 at π = π_old.
/// </summary>
public abstract record Ratio : PolicyPart
{
    private static readonly Symbol W = new("w(#1)", "w(#1)", "ratio");

    private Ratio() { }

    /// <summary>w; tokens that do not count have ratio 1.</summary>
    public abstract Expr Apply(Tokens tokens);

    internal sealed override string Slot => "ratio";

    internal sealed override Refinement Occupant(PolicyGradient gradient) => gradient.Ratio;

    internal sealed override PolicyGradient Replace(PolicyGradient gradient) => gradient with { Ratio = this };

    private static Expr Policy => RolloutTerm.Of(Quantity.PolicyLogp);

    private static Expr LogRatio(Tokens tokens) =>
        tokens.Weigh(RolloutTerm.Answer, Policy, RolloutTerm.Of(Quantity.OldLogp));

    /// <summary>exp of the mean log-ratio of the tokens, [B].</summary>
    private static Expr OfSequence(Tokens tokens) => 
        (LogRatio(tokens).SumTokens() / Over.Length(tokens.Apply(RolloutTerm.Answer), RolloutTerm.Answer)).Exp()
            .As(new("w̄(#1)", @"\bar w(#1)", "sequence_ratio"), RolloutTerm.Answer);

    /// <summary>w_t = π(y_t)/π_old(y_t), [B, T]. PPO, Schulman et al. 2017, eq. 6 (arXiv:1707.06347).</summary>
    public sealed record Token : Ratio
    {
        public override Expr Apply(Tokens tokens) => LogRatio(tokens).Exp().As(W, RolloutTerm.Answer);
    }

    /// <summary>w̄ = (π(y)/π_old(y))^(1/|y|), [B]: one ratio an answer. GSPO, Zheng et al. 2025, eq. 7
    /// (arXiv:2507.18071).</summary>
    public sealed record Sequence : Ratio
    {
        public override Expr Apply(Tokens tokens) => OfSequence(tokens);
    }

    /// <summary>w_t = sg(w̄)·π(y_t)/sg(π(y_t)), [B, T]: the value of <see cref="Sequence"/>, the gradient of every
    /// token by its own advantage. GSPO-token, Zheng et al. 2025, eq. 14 (arXiv:2507.18071).</summary>
    public sealed record SequenceToken : Ratio
    {
        public override Expr Apply(Tokens tokens)
        {
            var own = tokens.Weigh(RolloutTerm.Answer, Policy, Policy.Detach()).Exp();
            return (OfSequence(tokens).Detach().Expand(own.Axes) * own).As(W, RolloutTerm.Answer);
        }
    }
}
