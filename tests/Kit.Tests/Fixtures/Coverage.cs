using Kit.Expressions;
using Kit.Libraries;
using static Kit.Papers;

namespace Kit.Tests.Fixtures;

/// <summary>Every case of <c>losses.json</c> as an objective: TRL's through the importer of its version, the others by
/// composition. A method or a hyper-parameter that is not known fails.</summary>
internal static class Coverage
{
    /// <summary>The composition of a case.</summary>
    public static Objective Compose(LossCase one) => one.Method switch
    {
        "tdpo1" => Tdpo1.With(Beta(one.Number("beta"))),
        "tdpo2" => Dpo.With(OneSidedDivergence(one.Number("alpha"))).With(Beta(one.Number("beta"))),
        "rrpo" => Dpo.With(Spans).With(Beta(one.Number("beta"))) + one.Number("alpha") * TokenKL,
        _ => Import(one).Objective,
    };

    /// <summary>What TRL's settings of a case mean.</summary>
    public static Imported Import(LossCase one) => one.Method switch
    {
        "orpo" => new Library.TrlOrpo().Import(Settings(one)),
        var method when method.StartsWith("cpo_", StringComparison.Ordinal) =>
            new Library.TrlCpo().Import(new Dictionary<string, object?>(Settings(one)) { ["cpo_alpha"] = 0.0 }),
        _ => new Library.TrlDpoUntil28().Import(Settings(one)),
    };

    /// <summary>The names of all cases.</summary>
    public static TheoryData<string> Names => [.. LossCase.All.Select(one => one.Name)];

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

    /// <summary>The hyper-parameters under TRL's names.</summary>
    private static Dictionary<string, object?> Settings(LossCase one) => one.Hypers
        .Where(hyper => hyper.Key is not ("reduction" or "sftReduction"))
        .Where(hyper => hyper is not { Key: "method", Value: "orpo" })
        .ToDictionary(hyper => Key(hyper.Key), hyper =>
            hyper.Key == "method" ? Type((string)hyper.Value!) : hyper.Value);

    private static string Key(string hyper) => hyper switch
    {
        "method" => "loss_type",
        "labelSmoothing" => "label_smoothing",
        "referenceFree" => "reference_free",
        "divergence" => "f_divergence_type",
        "alpha" => "f_alpha_divergence_coef",
        "sftAlpha" => "rpo_alpha",
        "gamma" => "simpo_gamma",
        "tau" => "discopop_tau",
        "ldAlpha" => "ld_alpha",
        _ => hyper,
    };

    private static string Type(string method) =>
        method.StartsWith("cpo_", StringComparison.Ordinal) ? method[4..] : method;
}
