using Kit.Expressions;
using Kit.Parts;

namespace Kit.Rewards;

/// <summary>Generalised advantage estimation: δ_t = ρ_t + γ·V_{t+1} − V_t, A_t = Σ_{s≥t} (γλ)^{s−t}·δ_s, G = A + V, all
/// [B, T]. Schulman et al. 2015, eq. 16 (arXiv:1506.02438).</summary>
/// <remarks>Over the rollout as it was generated: <c>policy.old_logp</c>, <c>reference.logp</c>, <c>value.old</c>,
/// rewards; no gradient. ρ and V are 0 at tokens that do not count. λ = 1 and V = 0 give the return to go.
/// Compile <see cref="Outputs"/>, and keep A and G as evidence for the epochs over the rollout.</remarks>
/// <param name="Rewards">ρ before scaling.</param>
/// <param name="RewardScale">What is done to ρ; VLM-RLAIF multiplies by 10 where it does not whiten.</param>
/// <param name="ValueScale">What is done to V; DVPO whitens its frozen critic.</param>
/// <param name="Gamma">γ, 0 … 1: discount per token.</param>
/// <param name="Lambda">λ, 0 … 1: 0 trusts the critic, 1 the rollout.</param>
/// <param name="Whitening">What is done to A, after G is taken.</param>
public sealed record Gae(
    TokenRewards Rewards, Whitening RewardScale, Whitening ValueScale, double Gamma, double Lambda, Whitening Whitening)
{
    private static readonly Symbol Rho = new("ρ(#1)", @"\rho(#1)", "token_rewards");
    private static readonly Symbol Delta = new("δ(#1)", @"\delta(#1)", "residuals");
    private static readonly Symbol Expected = new("V̂(#1)", @"\hat V(#1)", "expected");
    private static readonly Symbol Raw = new("Â(#1)", @"\hat A(#1)", "raw_advantages");
    private static readonly Symbol A = new("A(#1)", "A(#1)", "advantages");

    public double Gamma { get; } = Bounds.Share(Gamma, "GAE γ");

    public double Lambda { get; } = Bounds.Share(Lambda, "GAE λ");

    /// <summary>k, [B, T], nats: the divergence inside the rewards.</summary>
    public Expr Divergence => Rewards.Divergence;

    /// <summary>ρ before scaling, [B, T].</summary>
    public Expr ShapedRewards => Rewards.Apply();

    /// <summary>A, whitened; [B, T], 0 at tokens that do not count.</summary>
    public Expr Advantages => Whitening.Apply(Unwhitened, Tokens).Detach().As(A, RolloutTerm.Answer);

    /// <summary>G = A + V of the unwhitened A; [B, T].</summary>
    public Expr Returns => Tokens.Weigh(RolloutTerm.Answer, Unwhitened + Values).Detach();

    /// <summary><c>advantages</c>, <c>returns</c>, <c>rewards</c> (ρ before scaling), in this order: one graph for a
    /// rollout.</summary>
    public Sequence<(string Name, Expr Value)> Outputs =>
        [("advantages", Advantages), ("returns", Returns), ("rewards", ShapedRewards)];

    /// <summary>What they read.</summary>
    public Sequence<Evidence> Evidence => Graph.From(Outputs.Select(output => output.Value)).Evidence;

    public Gae With(TokenRewards rewards) => this with { Rewards = rewards };

    /// <summary>Other tokens count, in the rewards too.</summary>
    public Gae With(Tokens tokens) => With(Rewards.With(tokens));

    public Gae WithRewardScale(Whitening scale) => this with { RewardScale = scale };

    public Gae WithValueScale(Whitening scale) => this with { ValueScale = scale };

    public Gae WithWhitening(Whitening whitening) => this with { Whitening = whitening };

    public Gae WithDiscounts(double gamma, double lambda) =>
        new(Rewards, RewardScale, ValueScale, gamma, lambda, Whitening);

    /// <summary>The formula of <see cref="Advantages"/>.</summary>
    public override string ToString() => Advantages.ToString();

    private Tokens Tokens => Rewards.Tokens;

    private Expr Values =>
        ValueScale.Apply(RolloutTerm.Of(Quantity.OldValue), Tokens).As(Expected, RolloutTerm.Answer);

    private Expr Residuals => (Scaled + Gamma * Values.Shift(1) - Values).As(Delta, RolloutTerm.Answer);

    private Expr Scaled => RewardScale.Apply(ShapedRewards.As(Rho, RolloutTerm.Answer), Tokens);

    private Expr Unwhitened => Residuals.Discount(Gamma * Lambda).As(Raw, RolloutTerm.Answer);
}
