using Kit.Parts;

namespace Kit;

/// <summary>Published losses, one expression each, with the authors' defaults; and the words to refine them.</summary>
/// <remarks><c>using static Kit.Papers;</c> or <c>open type Kit.Papers</c>. Losses that differ between libraries under
/// one name carry their variant in the name here.</remarks>
public static partial class Papers
{
    /// <summary>−log σ(β·Δ), Δ = Σ_t log π/π_ref (y_w) − Σ_t log π/π_ref (y_l), nats. Direct preference optimisation,
    /// Rafailov et al. 2023, eq. 7 (arXiv:2305.18290). β 0.1: the paper's.</summary>
    public static Objective Dpo { get; } = new(
        new(new Against.Reference(), new Tokens.Response(), new Over.Sum()), Logistic(), NoTilt, Terms.None);

    /// <summary>−(1−ε)·log σ(βΔ) − ε·log σ(−βΔ). Conservative DPO, Mitchell 2023; ε 0.2 as HALOs runs it.
    /// TRL counts label smoothing here up to 0.27 and ignores it from 0.29 on; this is the former.</summary>
    public static Objective Cdpo { get; } = Dpo.With(Smoothing(0.2));

    /// <summary>[−(1−ε)·log σ(βΔ) + ε·log σ(−βΔ)] / (1−2ε). Robust DPO, Chowdhury et al. 2024 (arXiv:2403.00409), not
    /// the length-regularised R-DPO. β 0.1, ε 0.1: TRL's index. Unbounded below: stop early or add a term.</summary>
    public static Objective Rdpo { get; } = Dpo.With(Debias(0.1));

    /// <summary>(Δ̄ − 1/(2τ))², Δ̄ the difference of mean token log-ratios. IPO, Azar et al. 2023, eq. 17
    /// (arXiv:2310.12036). τ 0.1. Deviation: mean over tokens, as its authors told TRL, though eq. 17 does not show it.
    /// </summary>
    public static Objective Ipo { get; } = Dpo.With(LengthNorm).With(Square());

    /// <summary>(Δ − 1/(2τ))² on sums, as eq. 17 reads and OpenRLHF runs it. The same τ then means |y| times more.
    /// </summary>
    public static Objective IpoSum { get; } = Dpo.With(Square());

    /// <summary>max(0, 1 − βΔ). The hinge-norm loss of RSO, Liu et al. 2023 (arXiv:2309.06657); TRL's <c>hinge</c>.
    /// β 0.1.</summary>
    public static Objective HingeNorm { get; } = Dpo.With(Hinge());

    /// <summary>−log σ(β(a_w − a_l) − γ), a the mean token log π; no reference. SimPO, Meng et al. 2024, eq. 6
    /// (arXiv:2405.14734). β 2, γ 1: the authors' Llama3-Base row (their ratio γ/β is 0.5).</summary>
    public static Objective SimPo { get; } =
        Dpo.With(NoReference).With(LengthNorm).With(Logistic(beta: 2, gamma: 1));

    /// <summary>−log σ(β(L_w − L_l)) + α·NLL(y_w), L the summed log π; no reference. CPO, Xu et al. 2024
    /// (arXiv:2401.08417). β 0.1, α 1; the NLL over all chosen tokens of the batch, as the authors' code has it.
    /// </summary>
    public static Objective Cpo { get; } = Dpo.With(NoReference) + ChosenNllPerToken;

    /// <summary>−log σ(βΔ) − η·β·L_w. RPO, Liu et al. 2024 (arXiv:2405.16436), its official "cumulative" form.
    /// β 0.01, η 0.005: the authors' Zephyr row.</summary>
    public static Objective RpoCumulative { get; } = Dpo.With(Logistic(beta: 0.01)) + 0.005 * 0.01 * ChosenNllSum;

    /// <summary>−log σ(βΔ) − η·a_w. RPO, its "average" form, which the authors find better for reasoning. β 0.5, η 0.2.
    /// </summary>
    public static Objective RpoAverage { get; } = Dpo.With(Logistic(beta: 0.5)) + 0.2 * ChosenNll;

    /// <summary>−log σ(β·u) + α·Σ_t KL(π_ref ‖ π)(y_w), u = Σ over marked tokens of log π/π_ref, chosen − rejected.
    /// RRPO, Sarkar and Etemad 2025 (arXiv:2504.12083). β 0.1, α 0.01. Span sums are not normalised; the KL is that of
    /// the whole chosen answer, never the rejected one. Deviation: the sign of the KL is the code's; the published
    /// equation would reward divergence.</summary>
    public static Objective Rrpo { get; } = Dpo.With(Spans) + 0.01 * TokenKL;

    /// <summary>−(1−w)·log σ(βD) − w·log σ(−βD) + γ·NLL(y_w), D = a_w − a_l, w = sg(λ·1[D &lt; 0]); no reference.
    /// LeanPO, Wang et al. 2025 (arXiv:2506.05260). β 2, margin 0, λ 0.1, γ 0.5: the authors' LLaVA-Hound script.
    /// Deviation: from the authors' code; the paper's own formula could not be read.</summary>
    public static Objective LeanPo { get; } =
        SimPo.With(Logistic(beta: 2)).With(DynamicSmoothing(0.1)) + 0.5 * ChosenNllPerToken;
}
