using static Kit.Papers;

namespace Kit.Tests.Fixtures;

/// <summary>Which methods of <c>losses.json</c> the kit composes, and by which expression.</summary>
internal static class Coverage
{
    /// <summary>Methods that later parts will cover; anything that is neither here nor below fails the tests.</summary>
    public static IReadOnlySet<string> Later { get; } = new HashSet<string>
    {
        "exo_pair", "bco_pair", "sppo_hard", "nca_pair", "aot", "aot_pair", "apo_zero", "apo_down", "discopop", "orpo",
        "tdpo1", "tdpo2", "sigmoid/js_divergence", "sigmoid/alpha_divergence",
    };

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
        "rrpo" => Dpo.With(Spans).With(Logistic(one.Number("beta"))) + one.Number("alpha") * TokenKL,
        _ => null,
    };

    /// <summary>The cases that the kit composes.</summary>
    public static TheoryData<string> Names =>
        [.. LossCase.All.Where(one => Compose(one) is not null).Select(one => one.Name)];

    public static LossCase Case(string name) => LossCase.All.Single(one => one.Name == name);

    /// <summary>TRL's sigmoid loss with its options, each of which is a part here.</summary>
    private static Objective Sigmoid(LossCase one)
    {
        var dpo = Dpo.With(Logistic(one.Number("beta"))) + one.Number("sftAlpha") * ChosenNllPerToken;
        var smooth = one.Number("labelSmoothing") > 0 ? dpo.With(Smoothing(one.Number("labelSmoothing"))) : dpo;
        return (bool?)one.Hyper("referenceFree") == true ? smooth.With(NoReference) : smooth;
    }
}
