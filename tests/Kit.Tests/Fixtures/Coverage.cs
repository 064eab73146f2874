using Kit.Expressions;
using Kit.Parts;
using static Kit.Papers;

namespace Kit.Tests.Fixtures;

/// <summary>Which methods of <c>losses.json</c> the kit composes, and by which expression.</summary>
internal static class Coverage
{
    /// <summary>The composition of a case; null when its method is not covered.</summary>
    public static Objective? Compose(LossCase one) => one.Method switch
    {
        "sigmoid" => Sigmoid(one),
        "robust" => Dpo.With(Logistic(one.Number("beta"))).With(Debias(one.Number("labelSmoothing"))),
        "hinge" => Dpo.With(Hinge(one.Number("beta"))),
        "ipo" => Dpo.With(LengthNorm).With(Square(one.Number("beta"))),
        "cpo_simpo" => SimPo.With(Logistic(one.Number("beta"), one.Number("gamma"))),
        "cpo_sigmoid" => Dpo.With(NoReference).With(Logistic(one.Number("beta"))),
        "cpo_hinge" => Dpo.With(NoReference).With(Hinge(one.Number("beta"))),
        "cpo_ipo" => Ipo.With(NoReference).With(Square(one.Number("beta"))),
        "exo_pair" => Dpo.With(new Link.Exo(one.Number("beta"), one.Number("labelSmoothing"))),
        "bco_pair" => BcoBatch.With(Beta(one.Number("beta"))),
        "sppo_hard" => SppoHard.With(Beta(one.Number("beta"))),
        "nca_pair" => Nca.With(Beta(one.Number("beta"))),
        "aot_pair" => Smoothed(AotPair, one),
        "aot" => Smoothed(Aot, one),
        "apo_zero" => ApoZero.With(Beta(one.Number("beta"))),
        "apo_down" => ApoDown.With(Beta(one.Number("beta"))),
        "discopop" => Dpo.With(new Link.Disco(one.Number("beta"), one.Number("tau"))),
        "orpo" => Sft + one.Number("beta") * Orpo.Without(ChosenNllPerToken).Preference,
        "tdpo1" => Tdpo1.With(Beta(one.Number("beta"))),
        "tdpo2" => Dpo.With(OneSidedDivergence(one.Number("alpha"))).With(Beta(one.Number("beta"))),
        "sigmoid/js_divergence" => DpoJensenShannon.With(Beta(one.Number("beta"))),
        "sigmoid/alpha_divergence" => Dpo.With(AlphaDivergence(1 - one.Number("alpha"))).With(Beta(one.Number("beta"))),
        "rrpo" => Dpo.With(Spans).With(Logistic(one.Number("beta"))) + one.Number("alpha") * TokenKL,
        _ => null,
    };

    /// <summary>The cases that the kit composes.</summary>
    public static TheoryData<string> Names =>
        [.. LossCase.All.Where(one => Compose(one) is not null).Select(one => one.Name)];

    public static LossCase Case(string name) => LossCase.All.Single(one => one.Name == name);

    /// <summary>What the published code calls the reward: TDPO adds the divergence to the log-ratio, TRL's ORPO
    /// multiplies by the weight of its odds term.</summary>
    public static Expr Reward(LossCase one, Objective objective, Slot slot) => one.Method switch
    {
        "tdpo1" or "tdpo2" => objective.Reward(slot)
            + (one.Number("beta") * Tdpo1.Preference.Score.Correction.Apply(slot)).Detach(),
        "orpo" => one.Number("beta") * objective.Reward(slot),
        _ => objective.Reward(slot),
    };

    private static Objective Smoothed(Objective sorted, LossCase one)
    {
        var scaled = sorted.With(Beta(one.Number("beta")));
        return one.Number("labelSmoothing") > 0 ? scaled.With(Smoothing(one.Number("labelSmoothing"))) : scaled;
    }

    /// <summary>TRL's sigmoid loss with its options, each of which is a part here.</summary>
    private static Objective Sigmoid(LossCase one)
    {
        var dpo = Dpo.With(Logistic(one.Number("beta"))) + one.Number("sftAlpha") * ChosenNllPerToken;
        var smooth = one.Number("labelSmoothing") > 0 ? dpo.With(Smoothing(one.Number("labelSmoothing"))) : dpo;
        return (bool?)one.Hyper("referenceFree") == true ? smooth.With(NoReference) : smooth;
    }
}
