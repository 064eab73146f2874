using Kit.Parts;

namespace Kit;

/// <summary>Losses of reward models: r(y) read by a head off the last token of each answer.</summary>
public static partial class Papers
{
    /// <summary>−log σ(r(y_w) − r(y_l)) + 0.01·(r(y_w) + r(y_l))². Bradley–Terry, Ouyang et al. 2022, eq. 1
    /// (arXiv:2203.02155), with the centring of Eisenstein et al. 2023 (arXiv:2312.09244), c 0.01: TRL's. Evidence:
    /// <c>reward.head</c>, [B, T]; T = 1 does.</summary>
    public static Objective BradleyTerry => Ranked + 0.01 * new Centring(HeadScore);

    /// <summary>−log σ(r(y_w) − r(y_l) − g) + 0.01·(r(y_w) + r(y_l))², g the annotator's margin. Llama 2, Touvron et
    /// al. 2023, eq. 2 (arXiv:2307.09288): 1, 2/3, 1/3, 0 by how clear the preference is.</summary>
    public static Objective BradleyTerryGraded => BradleyTerry.With(Graded);

    /// <summary>−log σ(r(y_w) − r(y_l)) + 1e-3·|mean_b (r(y_w) + r(y_l))|. VLM-RLAIF, Ahn et al. 2024
    /// (arXiv:2402.03746), from its code, where the choice 0 or 1 says which output is y_w.</summary>
    public static Objective VlmRlaifReward => Ranked + 1e-3 * new MagnitudePenalty(HeadScore);

    /// <summary>r(y), [B]: a reward head at the last token.</summary>
    public static Score HeadScore => new(RewardHead, LastToken, TokenSum);

    private static Objective Ranked => new(new Preference(HeadScore, Logistic(beta: 1)));
}
