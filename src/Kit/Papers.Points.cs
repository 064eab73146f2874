using Kit.Expressions;
using Kit.Parts;

namespace Kit;

/// <summary>Losses that judge each answer on its own, or the batch as a whole.</summary>
public static partial class Papers
{
    /// <summary>mean_i λ_u·(1 − σ(β·u·(Δ(y) − z₀))), u = ±1. KTO, Ethayarajh et al. 2024, eq. 7–8
    /// (arXiv:2402.01306): rows without partners, z₀ = max(0, mean Δ(y′)) of mismatched answers. β 0.1, λ 1.</summary>
    public static Objective Kto => new(new Preference(
        Dpo.Preference.Score, new Comparison.Labelled(new Baseline.MismatchedKl()), NoTarget, Bounded(), NoTilt,
        new Importance.ByLabel(1, 1)));

    /// <summary>½·(1 − σ(β(Δ_w − z_l))) + ½·(1 − σ(−β(Δ_l − z_w))), z = max(0, mean Δ) of the other half of the batch:
    /// KTO on pairs, as TRL had it up to 0.8. Ethayarajh et al. 2024 (arXiv:2402.01306). β 0.1. Deviation: z carries no
    /// gradient; TRL's did.</summary>
    public static Objective KtoPair =>
        0.5 * Judged(Slot.Chosen, Stance.Wanted) + 0.5 * Judged(Slot.Rejected, Stance.Unwanted);

    /// <summary>½·(Δ_w − η(P_w − ½))² + ½·(Δ_l − η(P_l − ½))², η = 1/β. SPPO, Wu et al. 2024, eq. 4.6
    /// (arXiv:2405.00675), with win rates against the policy's own samples. β 0.001: the authors'.</summary>
    public static Objective Sppo => Regression(new Baseline.WinRate());

    /// <summary>SPPO with one rate, P(y_w ≻ y_l), for both answers: the authors' <c>sppo_single</c>. β 0.001.</summary>
    public static Objective SppoSingle => Regression(new Baseline.PairWinRate());

    /// <summary>(Δ_w − 1/(2β))² + (Δ_l + 1/(2β))²: SPPO with P = 1 and 0, without the ½; TRL's <c>sppo_hard</c>.
    /// β 0.1.</summary>
    public static Objective SppoHard =>
        Dpo.With(Square()).With(Wanted(Slot.Chosen)) + Dpo.With(Square()).With(Unwanted(Slot.Rejected));

    /// <summary>−log σ(β(Δ_w − δ)) − log σ(−β(Δ_l − δ)), δ the running mean of all scores. BCO, Jung et al. 2024
    /// (arXiv:2404.04656), as TRL runs it. β 0.1.</summary>
    public static Objective Bco => Classified(new Baseline.RunningMean());

    /// <summary>BCO with δ from the batch alone.</summary>
    public static Objective BcoBatch => Classified(new Baseline.BatchMean());

    /// <summary>BCO with δ = 0: each answer against its reference.</summary>
    public static Objective BcoNoShift => Classified(new Baseline.None());

    /// <summary>−log σ(βΔ_w) − ½·log σ(−βΔ_w) − ½·log σ(−βΔ_l). NCA for pairs, Chen et al. 2024 (arXiv:2402.05369);
    /// TRL's <c>nca_pair</c>. β 0.1.</summary>
    public static Objective Nca => Dpo.With(Wanted(Slot.Chosen))
        + 0.5 * Dpo.With(Unwanted(Slot.Chosen)) + 0.5 * Dpo.With(Unwanted(Slot.Rejected));

    /// <summary>1 − σ(βΔ_w) + σ(βΔ_l): chosen up, rejected down. APO-zero, D'Oosterlinck et al. 2024
    /// (arXiv:2408.06266): when the model is worse than the chosen answers. β 0.1.</summary>
    public static Objective ApoZero => Dpo.With(Bounded()).With(Wanted(Slot.Chosen))
        + Dpo.With(Bounded()).With(Unwanted(Slot.Rejected));

    /// <summary>σ(βΔ_w) + 1 − σ(βΔ): both down, rejected more. APO-down, D'Oosterlinck et al. 2024
    /// (arXiv:2408.06266): when the model is better than the chosen answers. β 0.1.</summary>
    public static Objective ApoDown =>
        Dpo.With(Bounded()) + Dpo.With(Bounded()).With(Unwanted(Slot.Chosen));

    /// <summary>−log σ(β(Δ_w(k) − Δ_l(k))), scores of either side sorted over the batch, so that chosen and rejected
    /// answers need not be partners. AOT unpaired, Melnyk et al. 2024 (arXiv:2406.05882); TRL's <c>aot_unpaired</c>,
    /// called <c>aot_pair</c> before 0.29. β 0.1.</summary>
    public static Objective AotUnpaired => Dpo.With(new Comparison.Quantiles());

    /// <summary>−log σ(β((L_w − L_l)(k) − (R_w − R_l)(k))), margins sorted over the batch. AOT on pairs, Melnyk et al.
    /// 2024 (arXiv:2406.05882); TRL's <c>aot</c>. β 0.1.</summary>
    public static Objective Aot => Dpo.With(new Comparison.MarginQuantiles());

    private static Objective Judged(Slot slot, Stance stance) =>
        Dpo.With(Bounded()).With(new Comparison.Point(slot, stance, new Baseline.OtherAnswer()));

    private static Objective Regression(Baseline baseline) =>
        0.5 * Squared(Slot.Chosen, baseline) + 0.5 * Squared(Slot.Rejected, baseline);

    private static Objective Squared(Slot slot, Baseline baseline) =>
        Dpo.With(new Link.Residual(0.001)).With(new Comparison.Point(slot, Stance.Wanted, baseline));

    private static Objective Classified(Baseline baseline) =>
        Dpo.With(new Comparison.Point(Slot.Chosen, Stance.Wanted, baseline))
        + Dpo.With(new Comparison.Point(Slot.Rejected, Stance.Unwanted, baseline));
}
