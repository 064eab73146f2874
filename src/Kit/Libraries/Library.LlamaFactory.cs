using Kit.Expressions;
using Kit.Parts;
using static Kit.Papers;

namespace Kit.Libraries;

/// <summary>LLaMA-Factory.</summary>
public abstract partial record Library
{
    /// <summary>LLaMA-Factory, stages <c>dpo</c> and <c>kto</c>, on TRL 0.18 … 0.24.</summary>
    public sealed record LlamaFactory : Library
    {
        public override string Title => "LLaMA-Factory";

        public override Sequence<string> Options =>
        [
            "stage", "pref_loss", "pref_beta", "pref_ftx", "pref_bco_weight", "dpo_label_smoothing", "simpo_gamma",
            "ld_alpha",
            "kto_chosen_weight", "kto_rejected_weight",
        ];

        internal override Draft Compose(Settings settings) =>
            Choice("stage", settings.Text("stage", "dpo"), ["dpo", "kto"]) == "dpo" ? Preferred(settings)
                : Labelled(settings);

        private Draft Labelled(Settings settings) => settings.Number("pref_ftx", 0) == 0
            ? Kto(settings, "pref_beta", "kto_chosen_weight", "kto_rejected_weight")
            : throw new ArgumentException(
                $"{Title}: pref_ftx: expected 0 with stage kto, got another weight on the wanted rows' "
                + "likelihood, which is no term here. Set 0, or add a term of your own.");

        private Draft Preferred(Settings settings)
        {
            var loss = Choice("pref_loss", settings.Text("pref_loss", "sigmoid"), ["sigmoid", "hinge", "ipo", "orpo",
                "simpo"]);
            var (smoothing, ftx) = (settings.Number("dpo_label_smoothing", 0), settings.Number("pref_ftx", 0));
            var judged = Shifted(Judged(settings, loss, smoothing), settings, loss);
            var tailed = Tailed(new(judged), settings, Models.Policy);
            return tailed.Map(one =>
                ftx > 1e-6 || loss == "orpo" ? one + (ftx + (loss == "orpo" ? 1 : 0)) * Likelihood(settings) : one)
                .Note(ftx > 1e-6 || loss == "orpo", loss == "orpo" ? "pref_loss" : "pref_ftx",
                    "the likelihood is a mean of each answer's mean; TRL's is over all tokens of the batch")
                .Note(smoothing > 0 && loss != "sigmoid", "dpo_label_smoothing", $"ignored by pref_loss {loss}")
                .Note(settings.Has("simpo_gamma") && loss != "simpo", "simpo_gamma", $"not read by pref_loss {loss}")
                .Note(loss == "simpo", "simpo_gamma", "is γ, not the authors' ratio γ/β")
                .Note(loss == "orpo", "pref_beta", "is the weight λ of the odds ratio")
                .Note(loss == "ipo", "pref_loss", "ipo takes the mean over tokens; OpenRLHF sums")
                .Note(Bco(settings) > 0 && loss is "orpo" or "simpo", "pref_bco_weight", $"ignored by pref_loss {loss}")
                .Note(Bco(settings) > 0 && loss is not ("orpo" or "simpo"), "pref_bco_weight",
                    "the mixture is divided by 1 + pref_bco_weight; the shift is a running mean");
        }

        private static double Bco(Settings settings) => settings.Number("pref_bco_weight", 0);

        private static Objective Judged(Settings settings, string loss, double smoothing)
        {
            var beta = settings.Number("pref_beta", 0.1);
            var dpo = Dpo.With(Beta(beta));
            return loss switch
            {
                "hinge" => dpo.With(Hinge(beta)),
                "ipo" => dpo.With(LengthNorm).With(Square(beta)),
                "orpo" => beta * new Objective(Papers.Orpo.Preference),
                "simpo" => SimPo.With(Logistic(beta, settings.Number("simpo_gamma", 0.5))),
                _ => smoothing > 0 ? dpo.With(Smoothing(smoothing)) : dpo,
            };
        }

        /// <summary>(L + w·BCO) / (1 + w), on the score of L.</summary>
        private static Objective Shifted(Objective judged, Settings settings, string loss)
        {
            var weight = Bco(settings);
            if (weight <= 1e-6 || loss is "orpo" or "simpo") return judged;
            var bco = Papers.Bco.With(Beta(judged.Preference.Link.Scale)).With(judged.Preference.Score.Over);
            return 1 / (1 + weight) * (judged + weight * bco);
        }

        /// <summary>The mean token; under ld_alpha, of the weighed ones.</summary>
        private static Nll Likelihood(Settings settings) => new Nll(Slot.Chosen, new Averaging.Sequence(),
            settings.Number("ld_alpha") is { } alpha ? Tail(alpha) : WholeResponse);
    }
}
