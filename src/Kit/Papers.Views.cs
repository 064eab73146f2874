using Kit.Expressions;
using Kit.Parts;

namespace Kit;

/// <summary>Multimodal losses: answers under several views of the clip.</summary>
public static partial class Papers
{
    private static Slot Adversarial(Slot slot) => slot.WithView("adversarial");

    /// <summary>DPO + DPO(y_w | v against y_w | v cropped) − log σ(βΔ_w). mDPO, Wang et al. 2024 (arXiv:2406.11839):
    /// the image must matter, the chosen answer must not fall. β 0.1, equal weights: the authors'.</summary>
    /// <remarks>Draw the crop once and share it between policy and reference; the released code draws it inside each
    /// forward pass.</remarks>
    public static Objective Mdpo => Dpo
        + Dpo.With(Between(Slot.Chosen, Slot.Chosen.WithView("crop"))) + Dpo.With(Wanted(Slot.Chosen));

    /// <summary>DPO on pairs that a judge ranked by reading a caption of the clip. Hound-DPO, Zhang et al. 2024
    /// (arXiv:2404.01258). β 0.1.</summary>
    public static Objective HoundDpo => Dpo;

    /// <summary>DPO(y_w against 0.7·y_l + 0.3·y_l[1]) + 0.8·video + 0.6·clip + 0.4·frame + 0.1·TDPO2, the visual terms
    /// DPO of y_w under the view against y_w under its corruption. VistaDPO, Huang et al. 2025 (arXiv:2504.13122), as
    /// published. β 0.1, α 0.5; weights are the released code's.</summary>
    /// <remarks>Deviations: in the released code the visual terms and the irrelevant answer carry no gradient and the
    /// reference margin lacks the mixture; here all do as the paper has it. The object term's weight could not be
    /// confirmed; add it with <see cref="Between"/>.</remarks>
    public static Objective VistaDpo =>
        Dpo.With(new Comparison.Rivals(
            Slot.Chosen, [new(0.7, Slot.Rejected), new(0.3, Slot.Rejected.WithIndex(1))]))
        + 0.8 * Seen("video") + 0.6 * Seen("clip") + 0.4 * Seen("frame")
        + 0.1 * Dpo.With(OneSidedDivergence());

    /// <summary>−log σ(βΔ) + γ·nll(y_w) on self-made pairs of answers with and without the moment in question. TPO, Li
    /// et al. 2025 (arXiv:2501.13919). β 0.1, γ 1: the authors' script (their trainer says 0.1). Not the triple
    /// preference optimisation of the same letters.</summary>
    public static Objective Tpo => Dpo + ChosenNllPerToken;

    /// <summary>DPO − log σ(βΔ_w) + Plackett–Luce over y_w under five views, clean to fully masked object. LPOI,
    /// Pesaran Zadeh et al. 2025 (arXiv:2505.21061). β 0.1.</summary>
    public static Objective Lpoi => Dpo + Dpo.With(Wanted(Slot.Chosen)) + new Ranking(
        Dpo.Preference.Score,
        [Slot.Chosen, Masked(25), Masked(50), Masked(75), Masked(100)]);

    /// <summary>0.8·DPO + 0.2·BCO + NLL. MPO, Wang et al. 2024 (arXiv:2411.10442), InternVL. β 0.1.</summary>
    public static Objective Mpo => 0.8 * Dpo + 0.2 * Bco + ChosenNllPerToken;

    /// <summary>−log σ(β(Δ(y_w | clean) − Δ(y_l | adversarial))): AdPO's preferred-image optimisation, Liu et al. 2025
    /// (arXiv:2504.01735). β 0.1.</summary>
    public static Objective AdPoPio =>
        Dpo.With(Between(Slot.Chosen, Adversarial(Slot.Rejected)));

    /// <summary>−Σ_t sg(π_t)·log π_t of y_w under the adversarial view: AdPO's adversarial-image optimisation, latest
    /// version (arXiv:2504.01735).</summary>
    public static Objective AdPoAio =>
        new(new Nll(Adversarial(Slot.Chosen), new Averaging.Total(), new Tokens.Confident()));

    /// <summary>PIO + λ·AIO, λ 1. AdPO, Liu et al. 2025 (arXiv:2504.01735). Train the vision encoder only.</summary>
    public static Objective AdPo => AdPoPio + AdPoAio;

    private static Slot Masked(int percent) => Slot.Chosen.WithView(FormattableString.Invariant($"mask{percent}"));

    private static Objective Seen(string view) => Dpo.With(
        Between(Slot.Chosen.WithView(view), Slot.Chosen.WithView($"corrupted_{view}")));
}
