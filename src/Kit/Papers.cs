using Kit.Expressions;
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
        new Preference(new(new Against.Reference(), new Tokens.Response(), new Over.Sum()), Logistic()));

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

    /// <summary>(Δ − 1/(2τ))²: IPO on sums, as eq. 17 (arXiv:2310.12036) reads and OpenRLHF runs it. τ 0.1; the same τ
    /// means |y| times more than over means.</summary>
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

    /// <summary>−log σ(β·(s_w − s_l)), s the mean over tokens of log π/π_ref in which marked tokens weigh γ times the
    /// others. DDPO of RLHF-V, Yu et al. 2023 (arXiv:2312.00849), a baseline of RRPO's ablation. β 0.5, γ 5.</summary>
    public static Objective Ddpo { get; } = Dpo.With(Emphasised()).With(LengthNorm).With(Beta(0.5));

    /// <summary>−log(P_w/(P_w + P_l)) + α·Σ_t KL(π_ref ‖ π)(y_w), P the probability of the marked tokens; no reference
    /// in the contrast. DPA, Sarkar et al. 2024 (arXiv:2405.18654), a baseline of RRPO's ablation. α 0.4. Deviations:
    /// all marked phrases of an answer are one contrast where theirs is averaged over phrases, and the divergence is
    /// that of the chosen answer where theirs is taken over captions of its own.</summary>
    public static Objective Dpa { get; } =
        Dpo.With(NoReference).With(Spans).With(Logistic(beta: 1)) + 0.4 * TokenKL;

    /// <summary>−(1−w)·log σ(βD) − w·log σ(−βD) + γ·NLL(y_w), D = a_w − a_l, w = sg(λ·1[D &lt; 0]); no reference.
    /// LeanPO, Wang et al. 2025 (arXiv:2506.05260). β 2, margin 0, λ 0.1, γ 0.5: the authors' LLaVA-Hound script.
    /// Deviation: from the authors' code; the paper's own formula could not be read.</summary>
    public static Objective LeanPo { get; } =
        SimPo.With(Logistic(beta: 2)).With(DynamicSmoothing(0.1)) + 0.5 * ChosenNllPerToken;

    /// <summary>−log σ(βΔ̄), Δ̄ the difference of mean token log-ratios; TRL's <c>sigmoid_norm</c>. β 0.1; the same β
    /// means |y| times less than over sums.</summary>
    public static Objective DpoNorm { get; } = Dpo.With(LengthNorm);

    /// <summary>−mean log π over all chosen tokens of the batch: supervised fine-tuning; TRL's <c>sft</c>.</summary>
    public static Objective Sft { get; } = new(ChosenNllPerToken);

    /// <summary>NLL(y_w) − λ·log σ(o_w − o_l), o = log(eᵃ/(1 − eᵃ)), a the mean token log π; no reference. ORPO, Hong
    /// et al. 2024, eq. 6–7 (arXiv:2403.07691). λ 0.1: the authors'. Deviation: the NLL leaves the prompt out; the
    /// authors and TRL count it too. TRL's rewards are λ times these.</summary>
    public static Objective Orpo { get; } =
        Sft + 0.1 * Dpo.With(NoReference).With(LengthNorm).With(LogOdds).With(Logistic(beta: 1));

    /// <summary>−log σ(βΔ − α(|y_w| − |y_l|)). R-DPO, Park et al. 2024, eq. 9 (arXiv:2403.19159): length-regularised,
    /// not robust. β 0.1, α 0.01.</summary>
    public static Objective RDpoLength { get; } = Dpo.With(LengthGap(0.01));

    /// <summary>ω·(−log σ(βΔ)), ω the pair's likelihood under the policy. WPO, Zhou et al. 2024, eq. 5
    /// (arXiv:2406.11827). β 0.1.</summary>
    public static Objective Wpo { get; } = Dpo.With(OnPolicy);

    /// <summary>DPO with tokens beyond the shorter answer weighted by α. LD-DPO, Liu et al. 2024 (arXiv:2409.06411), on
    /// both models, as TRL has it from 0.29 on; TRL before, LLaMA-Factory and ms-swift weigh the policy alone,
    /// <see cref="LdDpoPolicy"/>. β 0.1, α 0.5.</summary>
    public static Objective LdDpo { get; } = Dpo.With(Tail(0.5));

    /// <summary>LD-DPO on the policy's log-probabilities alone. Deviation: with policy = reference the margin is not 0.
    /// </summary>
    public static Objective LdDpoPolicy { get; } = Dpo.With(Tail(0.5, Models.Policy));

    /// <summary>DPO with −e^(−Δ(y)) in the place of Δ(y): forward KL. Wang et al. 2023 (arXiv:2309.16240). β 0.1.
    /// </summary>
    public static Objective DpoForwardKl { get; } = Dpo.With(ForwardKl);

    /// <summary>DPO with log σ(Δ(y)) in the place of Δ(y): Jensen–Shannon. Wang et al. 2023 (arXiv:2309.16240). β 0.1.
    /// </summary>
    public static Objective DpoJensenShannon { get; } = Dpo.With(JensenShannon);

    /// <summary>DPO with e^((α−1)Δ(y))/(α−1) in the place of Δ(y): α-divergence. Wang et al. 2023 (arXiv:2309.16240).
    /// β 0.1, α 0.5.</summary>
    public static Objective DpoAlphaDivergence { get; } = Dpo.With(AlphaDivergence(0.5));

    /// <summary>KL((σ(z), σ(−z)) ‖ (1−ε, ε)), z = βΔ. EXO for pairs, Ji et al. 2024, eq. 16 (arXiv:2402.00856); TRL's
    /// <c>exo_pair</c>. β 0.1, ε 1e-3.</summary>
    public static Objective Exo { get; } = Dpo.With(new Link.Exo());

    /// <summary>(1 − c)·(−log σ(z)) + c·e^(−z), c = σ(z/t), z = βΔ. DiscoPOP, Lu et al. 2024, eq. 5 (arXiv:2406.08414).
    /// β 0.1, t 0.05.</summary>
    public static Objective DiscoPop { get; } = Dpo.With(new Link.Disco());

    /// <summary>−log σ(β[(Δ_w + D_w) − (Δ_l + D_l)]), D = Σ_t KL(π_ref ‖ π). TDPO1, Zeng et al. 2024, eq. 13
    /// (arXiv:2404.11999). β 0.1.</summary>
    public static Objective Tdpo1 { get; } = Dpo.With(Divergence);

    /// <summary>−log σ(β[(Δ_w + α·sg D_w) − (Δ_l + α·D_l)]). TDPO2, Zeng et al. 2024, eq. 16 (arXiv:2404.11999).
    /// β 0.1, α 0.5: the authors'.</summary>
    public static Objective Tdpo2 { get; } = Dpo.With(OneSidedDivergence());

    /// <summary>DPO with differing tokens weighted by 1 + min(1/p, δ), for rewritten pairs. BMC, Jiang et al. 2024
    /// (arXiv:2408.07471). β 0.01, δ 2: the authors' instruction setting.</summary>
    public static Objective Bmc { get; } = Dpo.With(Bridged()).With(Beta(0.01));

    /// <summary>−log σ(βΔ) + α_b·βΔ + λ/|r|·nll_Σ(y_w), α and |r| given with the pair. UPO, Wang et al. 2024
    /// (arXiv:2409.11212). β 0.1; λ 0.1 is ours, the paper's was not found.</summary>
    public static Objective Upo { get; } = Dpo.With(DoubtPerPair) + 0.1 * new PerPair(Quantity.InverseReward,
        ChosenNllSum);

    /// <summary>−log σ(β[(a_w − a_l) − sg(γ/β + α·ĝ)]), ĝ the standardised margin of mean log-ratios. α-DPO, Wu et al.
    /// 2024, eq. 9 (arXiv:2410.10148). β 2.5, γ/β 0.6, α 0.2: the authors' Llama3-Instruct row. α 0 gives
    /// SimPO.</summary>
    public static Objective AlphaDpo { get; } =
        SimPo.With(Logistic(beta: 2.5, gamma: 1.5)).With(new Target.Adaptive(0.2));

    /// <summary>−log σ(L_w − L_l) + λ·nll_Σ(y_ref): no β, the reference only through its samples. EXPO, Hu et al. 2025
    /// (arXiv:2506.07492), compositional form of the authors' toy code. λ 1 is ours. The regression form could not be
    /// confirmed and is not here.</summary>
    public static Objective Expo { get; } =
        Dpo.With(NoReference).With(Logistic(beta: 1)) + new Nll(Slot.Sampled, new Averaging.Total());

    /// <summary>−log(e^{s_w} + e^{s_l}) − c·log σ(s_w − s_l), s = L + ĝ. MMPO (arXiv:2510.22881), the author's May-2025
    /// code. β 0.1, ε 0.9, c 1. At c = 1 this is −s_w exactly, without a gradient on the rejected answer:
    /// <see cref="Objective.Remarks"/> says so.</summary>
    public static Objective Mmpo { get; } = MmpoWith(1);

    /// <summary>MMPO with another weight c on its preference term; 0 leaves the marginal likelihood alone.</summary>
    public static Objective MmpoWith(double c) => new(Terms.None + new Marginal(MmpoScore)
        + c * new Preference(MmpoScore, Logistic(beta: 1)));

    /// <summary>−log σ(βΔ + Δφ), Δφ the divergence of the other aspects' scores. DMPO (arXiv:2508.07638). β 0.1.
    /// </summary>
    public static Objective Dmpo { get; } = Dpo.With(new Target.Divergence());

    private static Score MmpoScore =>
        Dpo.With(NoReference).Preference.Score with { Shape = new Shape.Prior(0.1, 0.9) };
}
