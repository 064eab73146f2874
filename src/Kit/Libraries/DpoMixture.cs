using Kit.Parts;
using static Kit.Papers;

namespace Kit.Libraries;

/// <summary>A weighted list of TRL's loss types, and what is ignored in it.</summary>
internal static class DpoMixture
{
    /// <summary>Σ_k w_k·loss_k, each under β, with a difference for every setting that a loss does not read.</summary>
    public static Draft Compose(
        Settings settings, Sequence<string> types, IReadOnlyDictionary<string, DpoLoss> losses, DpoKnobs knobs)
    {
        var weights = Weights(settings, types.Count);
        var sum = types.Select((type, k) => weights[k] * Scaled(losses[type].Compose(knobs), knobs.Beta).Terms)
            .Aggregate(Terms.None, (all, one) => all + one);
        return types.Distinct().Aggregate(new Draft(new Objective(sum)), (draft, type) =>
            Unread(draft, settings, type, losses[type].Reads));
    }

    /// <summary>Every term times the weight of the pair.</summary>
    public static Objective Weigh(Objective objective, Importance importance)
    {
        var pair = Dpo.Preference with { Importance = importance };
        var others = objective.Terms.Items.Where(item => item.Term is not Preference).Select(item => item.Weight
            * Term($"{item.Term.Name}*importance", importance.Apply(pair) * item.Term.Apply()));
        var judged = objective.Terms.Items.Where(item => item.Term is Preference).Select(item => item.Weight
            * (Term)((Preference)item.Term with { Importance = importance }));
        return new(judged.Concat(others).Aggregate(Terms.None, (sum, one) => sum + one));
    }

    /// <summary>The divergence by TRL's name; its coefficient counts α or 1 − α, by version.</summary>
    public static Shape Divergence(string name, double alpha) => name switch
    {
        "reverse_kl" => ReverseKl,
        "forward_kl" => ForwardKl,
        "js_divergence" => JensenShannon,
        _ => Math.Abs(alpha - 1) < 1e-6 ? ReverseKl : AlphaDivergence(alpha),
    };

    private static Objective Scaled(Objective objective, double beta) =>
        objective.Preferences.Count > 0 ? objective.With(Beta(beta)) : objective;

    private static Sequence<double> Weights(Settings settings, int count)
    {
        var weights = settings.Numbers("loss_weights") ?? [.. Enumerable.Repeat(1.0, count)];
        return weights.Count == count ? weights
            : throw new ArgumentException($"setting 'loss_weights': expected {count}, "
            + $"one for each loss_type, got {weights.Count}. Give as many.");
    }

    private static Draft Unread(Draft draft, Settings settings, string type, Reads reads) => draft
        .Note(settings.Has("label_smoothing") && settings.Number("label_smoothing", 0) > 0
            && !reads.HasFlag(Reads.Epsilon),
            "label_smoothing", $"ignored by loss_type {type}")
        .Note(settings.Flag("reference_free") && !reads.HasFlag(Reads.Free),
            "reference_free", $"ignored by loss_type {type}, which reads the reference")
        .Note(settings.Text("f_divergence_type", "reverse_kl") != "reverse_kl" && !reads.HasFlag(Reads.Measure),
            "f_divergence_type", $"ignored by loss_type {type}")
        .Note(settings.Has("discopop_tau") && type != "discopop", "discopop_tau", $"not read by loss_type {type}");
}
