using Kit.Parts;
using Kit.Rewards;

namespace Kit;

/// <summary>Policy gradients over groups of answers, without a critic.</summary>
/// <remarks>Rows are answers, <c>response</c>; G consecutive rows answer one prompt. The advantage is part of each
/// formula; where a micro-batch holds no whole groups, compute it over the rollout and read it,
/// <c>With(GivenAdvantage)</c>. Values mean nothing at π = π_old (they are −mean A); gradients do.</remarks>
public static partial class Papers
{
    /// <summary>(1/B)·Σ_i (1/|y_i|)·Σ_t [−min(w·A, clip(w, 1 ± ε)·A) + β·k3], w the token ratio, A the group's z-score.
    /// GRPO, Shao et al. 2024, eq. 3–4 (arXiv:2402.03300). ε 0.2, β 0.04: the authors'; G 8: TRL's (theirs is 64).
    /// Deviation: 1e-4 is added to the deviation, as TRL has it.</summary>
    public static Objective Grpo => OverGroups(GroupNormalised(8), TokenRatio, ClipBand(), SequenceMean)
        + 0.04 * KlToReference;

    /// <summary>(1/B)·Σ_i (1/L)·Σ_t −min(w·A, clip(w, 1 ± ε)·A), A = r − mean_g r: GRPO without its two divisions. Dr.
    /// GRPO, Liu et al. 2025 (arXiv:2503.20783). ε 0.2, no KL, L 3000, G 8: the authors' code.</summary>
    public static Objective DrGrpo =>
        OverGroups(GroupCentred(8), TokenRatio, ClipBand(), new Averaging.Constant(3000));

    /// <summary>GRPO over all tokens of the local batch, no KL: TRL's <c>bnpo</c> loss. ε 0.2, G 8: TRL's. Deviation:
    /// the Beta normalisation of the paper of that name, Xiao et al. 2025 (arXiv:2506.02864), is not part of
    /// it.</summary>
    public static Objective Bnpo => OverGroups(GroupNormalised(8), TokenRatio, ClipBand(), TokenMean);

    /// <summary>(1/N)·Σ_i Σ_t −min(w·A, clip(w, 1−0.2, 1+0.28)·A), N the tokens of the step, rewards with the soft
    /// overlong punishment. DAPO, Yu et al. 2025, eq. 8 and 13 (arXiv:2503.14476). No KL; L 20480, c 4096, G 16: the
    /// authors'. Groups of equal rewards are to be sampled anew (metric <c>frac_reward_zero_std</c>). Deviations: 1e-4
    /// is added to the deviation; TRL's <c>dapo</c> leaves the punishment to a reward function.</summary>
    public static Objective Dapo => OverGroups(
        new Advantage.GroupNormalised(16, Outcome.Reward + Outcome.SoftOverlong(20480, 4096)), TokenRatio,
        ClipBand(0.2, 0.28), StepTokenMean);

    /// <summary>(1/B)·Σ_i −min(w̄·A, clip(w̄, 1−3e-4, 1+4e-4)·A), w̄ the geometric mean of the token ratios. GSPO,
    /// Zheng et al. 2025, eq. 5–7 (arXiv:2507.18071). Clip: the authors'; no KL; G 8: TRL's.</summary>
    public static Objective Gspo =>
        OverGroups(GroupNormalised(8), SequenceRatio, ClipBand(3e-4, 4e-4), SequenceMean);

    /// <summary>GSPO with sg(w̄)·π/sg(π) in the place of w̄: the same value, and the same gradient while every token of
    /// an answer has its advantage. GSPO-token, Zheng et al. 2025, eq. 13–14 (arXiv:2507.18071).</summary>
    public static Objective GspoToken => Gspo.With(SequenceTokenRatio);

    /// <summary>(1/N)·Σ_i Σ_t −sg(min(w, ε₊))·A·log π: weights are bounded, no token's gradient is cut. CISPO,
    /// MiniMax-M1 2025, eq. 4–5 (arXiv:2506.13585). ε₊ 5: TRL's advice, the paper tunes it; G 8: TRL's.</summary>
    public static Objective Cispo => OverGroups(GroupNormalised(8), TokenRatio, new Clip.Detached(), StepTokenMean);

    /// <summary>(1/B)·Σ_i (1/|y_i|)·Σ_t −(4/τ)·σ(τ(w−1))·A, τ 1 where A > 0, else 1.05. Soft adaptive policy
    /// optimisation, Gao et al. 2025 (arXiv:2511.20347); TRL's <c>sapo</c>. τ: the authors'; G 8: TRL's.</summary>
    public static Objective SoftAdaptive => OverGroups(GroupNormalised(8), TokenRatio, new Clip.Soft(), SequenceMean);

    private static Objective OverGroups(Advantage advantage, Ratio ratio, Clip clip, Averaging averaging) =>
        new(new PolicyGradient(advantage, ratio, clip, averaging, WholeResponse));
}
