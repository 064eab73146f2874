using Kit.Parts;
using static Kit.Papers;

namespace Kit.Libraries;

/// <summary>TRL's other preference trainers.</summary>
public abstract partial record Library
{
    /// <summary>TRL's <c>CPOConfig</c>: CPO, SimPO, AlphaPO.</summary>
    public sealed record TrlCpo : Library
    {
        public override string Title => "TRL CPOTrainer";

        public override Sequence<string> Options =>
            ["loss_type", "beta", "label_smoothing", "simpo_gamma", "cpo_alpha", "alpha"];

        internal override Draft Compose(Settings settings) => Cpo(settings, "sigmoid", 0.1, 0.5);
    }

    /// <summary>TRL's <c>ORPOConfig</c>.</summary>
    public sealed record TrlOrpo : Library
    {
        public override string Title => "TRL ORPOTrainer";

        public override Sequence<string> Options => ["beta"];

        internal override Draft Compose(Settings settings) => Orpo(settings.Number("beta", 0.1), ChosenNllPerToken)
            .Note(true, "beta", "is the weight λ of the odds ratio; TRL's rewards/* are λ times the objective's")
            .Note(true, "loss", "the likelihood counts prompt and answer; evidence here holds the answer's tokens");
    }

    /// <summary>TRL's <c>KTOConfig</c>.</summary>
    public sealed record TrlKto : Library
    {
        public override string Title => "TRL KTOTrainer";

        public override Sequence<string> Options =>
            ["loss_type", "beta", "desirable_weight", "undesirable_weight", "sync_ref_model"];

        internal override Draft Compose(Settings settings) =>
            Kto(settings, "beta", "desirable_weight", "undesirable_weight")
            .Map(kto => Choice("loss_type", settings.Text("loss_type", "kto"), ["kto", "apo_zero_unpaired"]) == "kto"
                ? kto
                : kto.With(new Comparison.Labelled(new Baseline.None())));
    }

    /// <summary>The CPO trainer's losses: no reference; means for ipo and simpo, sums for the others.</summary>
    private Draft Cpo(Settings settings, string type, double beta, double gamma)
    {
        var named = Choice("loss_type", settings.Text("loss_type", type), ["sigmoid", "hinge", "ipo", "simpo"]);
        var scale = settings.Number("beta", beta);
        var (smoothing, weight) = (settings.Number("label_smoothing", 0), settings.Number("cpo_alpha", 1));
        Link link = named switch
        {
            "hinge" => Hinge(scale),
            "ipo" => Square(scale),
            "simpo" => Logistic(scale, settings.Number("simpo_gamma", gamma)),
            _ => Logistic(scale),
        };
        var score = named is "ipo" or "simpo" ? Dpo.With(NoReference).With(LengthNorm) : Dpo.With(NoReference);
        var judged = Alpha(score, settings.Number("alpha", 0)).With(link);
        var tilted = smoothing > 0 && link is Link.Logistic ? judged.With(Smoothing(smoothing)) : judged;
        return new Draft(tilted + weight * ChosenNllPerToken)
            .Note(smoothing > 0 && link is not Link.Logistic, "label_smoothing", $"ignored by loss_type {named}")
            .Note(settings.Has("simpo_gamma") && named != "simpo", "simpo_gamma", $"not read by loss_type {named}")
            .Note(named == "simpo", "simpo_gamma", "is γ, not the authors' ratio γ/β")
            .Note(named == "simpo" && weight != 0, "cpo_alpha",
                "adds a likelihood that SimPO does not have; 0 takes it out");
    }

    /// <summary>AlphaPO's reward (1 − p^(−α))/α is e^(−α·s)/(−α) up to a constant.</summary>
    private static Objective Alpha(Objective objective, double alpha) =>
        alpha == 0 ? objective : objective.With(AlphaDivergence(1 - alpha));

    private static Draft Orpo(double lambda, Term nll) =>
        new(new Objective(nll) + lambda * Papers.Orpo.Without(ChosenNllPerToken).Preference);

    private static Draft Kto(Settings settings, string beta, string wanted, string unwanted) =>
        new(Papers.Kto.With(Beta(settings.Number(beta, 0.1))).With(
            new Importance.ByLabel(settings.Number(wanted, 1), settings.Number(unwanted, 1))));
}
