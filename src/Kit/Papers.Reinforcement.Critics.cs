using Kit.Expressions;
using Kit.Parts;
using Kit.Rewards;

namespace Kit;

/// <summary>Policy gradients with a critic, and the advantages that they read.</summary>
public static partial class Papers
{
    /// <summary>−mean_t min(w·A_t, clip(w, 1 ± ε)·A_t). PPO's policy loss, Schulman et al. 2017, eq. 7
    /// (arXiv:1707.06347), over the tokens that count; A_t is evidence <c>advantage.token</c>. ε 0.2: the
    /// authors'.</summary>
    public static Objective PpoClip =>
        new(new PolicyGradient(GivenTokenAdvantage, TokenRatio, ClipBand(), TokenMean, WholeResponse));

    /// <summary>½·mean_t max((V − G)², (clip(V, V_old ± ε) − G)²). PPO's value loss, as TRL and VLM-RLAIF run it. ε
    /// 0.2. </summary>
    public static Objective PpoValue => new(new ValueLoss(new ValueClip.Band(), TokenMean, WholeResponse));

    /// <summary>PPO's policy loss + 0.1 of its value loss: TRL's weight and clips. Add <c>0.01 * NegativeEntropy</c>
    /// for a bonus. </summary>
    public static Objective Ppo => PpoClip + 0.1 * PpoValue;

    /// <summary>PPO over every position of the padded width. VLM-RLAIF, Ahn et al. 2024 (arXiv:2402.03746), from its
    /// code: ε 0.2, value ε 0.2, weight 0.1. Its advantages: <see cref="VlmRlaifAdvantage"/>. Deviation of that code
    /// from PPO: padding counts in every mean. The code backpropagates policy and value apart; their sum is the
    /// same.</summary>
    public static Objective VlmRlaif => Ppo.With(EveryPosition);

    /// <summary>−mean_t min(w·A, clip(w, 1 ± 0.2)·A), A whitened from a frozen critic's whitened values and rewards
    /// that are −κ·KL alone. DVPO's second phase (arXiv:2502.16944), from its code: κ 0.2 at the start (then adapted to
    /// 6 nats per answer), γ 1, λ 0.95. Skip batches whose mean ratio exceeds 10. Deviation: the paper takes A = Q, the
    /// code estimates it as here.</summary>
    public static Objective Dvpo => PpoClip.With(new Advantage.Estimated(DvpoAdvantage));

    /// <summary>½·mean_t (V − G)²: DVPO's first phase (arXiv:2502.16944), the value model fitted to fixed pairs, the
    /// outcome 1 for chosen and −1 for rejected answers; G from <see cref="PpoAdvantage"/> without its
    /// divergence.</summary>
    public static Objective DvpoValue => PpoValue.With(new ValueClip.None());

    /// <summary>PPO for language models: ρ = −0.05·k1 + reward at the last token, γ 1, λ 0.95, A whitened over the
    /// tokens that count. TRL's defaults.</summary>
    public static Gae PpoAdvantage => new(
        new(Outcome.Reward, 0.05, K1, WholeResponse), NoWhitening, NoWhitening, 1, 0.95, new Whitening.Unbiased());

    /// <summary>ρ = 10·(−0.1·max(0, log π − log π_ref) + R at the last position), R = r − 10·length + 2·correct, γ = λ
    /// = 1, A standardised over every position. VLM-RLAIF, Ahn et al. 2024 (arXiv:2402.03746), from its code.</summary>
    /// <remarks>r includes −8 for answers that were cut: <c>Outcome.Reward - 8 * Outcome.Cut</c> where it does not.
    /// <c>length</c> is the share of the 896 positions that the answer fills. The code multiplies by 10 where it does
    /// not whiten the rewards; <c>WithRewardScale(new Whitening.Rescaled())</c> is its other setting, and <c>K3</c> its
    /// other estimate. Deviation from the paper: the divergence is one-sided, sampled, and ×10 too.</remarks>
    public static Gae VlmRlaifAdvantage => new(
        new(Outcome.Reward - 10 * Outcome.LengthShare + 2 * Outcome.Correct, 0.1, K1Clamped, EveryPosition),
        new Whitening.Scaled(10), NoWhitening, 1, 1, new Whitening.Standardised());

    /// <summary>ρ = −0.2·k1, values whitened, γ 1, λ 0.95, A whitened: DVPO's second phase (arXiv:2502.16944), from its
    /// code. </summary>
    public static Gae DvpoAdvantage => new(
        new(Expr.From(0), 0.2, K1, WholeResponse), NoWhitening, new Whitening.Unbiased(), 1, 0.95,
        new Whitening.Unbiased());
}
