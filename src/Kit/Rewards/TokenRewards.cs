using Kit.Expressions;
using Kit.Parts;

namespace Kit.Rewards;

/// <summary>ρ_t = −κ·k_t + 1[t = last]·R, [B, T]: a divergence at every token, the outcome at the last.</summary>
/// <remarks>k is estimated between the policy that generated the answer (<c>policy.old_logp</c>) and the reference; no
/// gradient. Deviation that <see cref="Tokens.Every"/> states: VLM-RLAIF's code puts the outcome on the last index of
/// the padded width, TRL on the last token of the answer.</remarks>
/// <param name="Outcome">R, [B]: any arithmetic over <see cref="Rewards.Outcome"/>; or [], the same for all.</param>
/// <param name="KlWeight">κ, reward per nat, finite; 0 reads no reference. TRL's 0.05, VLM-RLAIF's 0.1.</param>
/// <param name="Estimate">k.</param>
/// <param name="Tokens">Which tokens count, and which is the last.</param>
public sealed record TokenRewards(Expr Outcome, double KlWeight, KlEstimate Estimate, Tokens Tokens)
{
    private static readonly Symbol K = new("k(#1)", "k(#1)", "kl_estimate");

    public Expr Outcome { get; } = Outcome.Axes is not Axes.Token ? Outcome : throw new ArgumentException(
        $"{nameof(TokenRewards)}: expected an outcome [B] or [], got {Outcome.Axes}. Fold the tokens, SumTokens().");

    public double KlWeight { get; } = Bounds.Finite(KlWeight, "weight of the divergence κ");

    public Tokens Tokens { get; } = Tokens.IsMask ? Tokens : throw new ArgumentException(
        $"{nameof(TokenRewards)}: expected tokens that count or do not, got the weights of {Tokens.GetType().Name}. "
        + "Choose WholeResponse or EveryPosition.");

    /// <summary>k, [B, T], nats.</summary>
    public Expr Divergence => Estimate
        .Apply(RolloutTerm.Of(Quantity.OldLogp), RolloutTerm.Of(Quantity.ReferenceLogp), Tokens)
        .Detach().As(K, RolloutTerm.Answer);

    /// <summary>ρ, [B, T].</summary>
    public Expr Apply() => (KlWeight, Outcome) switch
    {
        (0, _) => AtTheEnd,
        (_, Expr.Constant { Value: 0 }) => -KlWeight * Divergence,
        _ => -KlWeight * Divergence + AtTheEnd,
    };

    public TokenRewards With(Tokens tokens) => new(Outcome, KlWeight, Estimate, tokens);

    public TokenRewards With(KlEstimate estimate) => new(Outcome, KlWeight, estimate, Tokens);

    public TokenRewards WithOutcome(Expr outcome) => new(outcome, KlWeight, Estimate, Tokens);

    public TokenRewards WithKlWeight(double weight) => new(Outcome, weight, Estimate, Tokens);

    /// <summary>The formula of ρ.</summary>
    public override string ToString() => Apply().ToString();

    private Expr AtTheEnd
    {
        get
        {
            var last = Tokens.LastOf(Tokens.Apply(RolloutTerm.Answer));
            return last * Outcome.Detach().Expand(last.Axes);
        }
    }
}
