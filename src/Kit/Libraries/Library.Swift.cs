using Kit.Parts;
using static Kit.Papers;

namespace Kit.Libraries;

/// <summary>ms-swift.</summary>
public abstract partial record Library
{
    /// <summary>ms-swift's <c>rlhf</c>: dpo, orpo, simpo, cpo, kto.</summary>
    public sealed record Swift : Library
    {
        /// <summary>The losses of TRL ≤ 0.28, one under its later name.</summary>
        private static readonly Dictionary<string, DpoLoss> Losses = DpoLosses.Until28.ToDictionary(
            one => one.Key == "aot_pair" ? "aot_unpaired" : one.Key, one => one.Value);

        public override string Title => "ms-swift";

        public override Sequence<string> Options =>
        [
            "rlhf_type", "loss_type", "loss_weights", "beta", "label_smoothing", "reference_free", "f_divergence_type",
            "f_alpha_divergence_coef", "discopop_tau", "ld_alpha", "rpo_alpha", "cpo_alpha", "simpo_gamma", "alpha",
            "desirable_weight", "undesirable_weight", "loss_scale", "use_weighting",
        ];

        internal override Draft Compose(Settings settings) =>
            (Choice("rlhf_type", settings.Text("rlhf_type", "dpo"), ["dpo", "orpo", "simpo", "cpo", "kto"]) switch
            {
                "orpo" => Orpo(settings.Number("beta", 0.1), ChosenNllPerToken)
                    .Note(true, "beta", "is the weight λ of the odds ratio"),
                "simpo" => Cpo(settings, "simpo", 2, 1),
                "cpo" => Cpo(settings, "sigmoid", 0.1, 1),
                "kto" => Kto(settings, "beta", "desirable_weight", "undesirable_weight"),
                _ => Preferred(settings),
            }).Note(settings.Text("loss_scale", "default") is not ("default" or "last_round"), "loss_scale",
                "chooses or weighs the tokens of the answer: the objective reads the mask it is given");

        private Draft Preferred(Settings settings)
        {
            var types = Types(settings, Losses);
            if (settings.Text("f_divergence_type", "") == "alpha_divergence"
                && !settings.Has("f_alpha_divergence_coef"))
                throw new ArgumentException(
                    $"{Title}: f_alpha_divergence_coef: expected a number, got none, for which the "
                    + "installed TRL decides (1.0 up to 0.28, 0.5 later). Write it down.");
            var smoothing = settings.Number("label_smoothing", 0);
            var exo = types.Contains("exo_pair") && smoothing == 0;
            var against = settings.Flag("reference_free") ? NoReference : WithReference;
            var draft = DpoMixture.Compose(settings, types, Losses, Knobs(settings, against, exo));
            var scored = types.Contains("ipo") ? draft.Map(one => one.With(LengthNorm)) : draft;
            return Anchored(Tailed(scored, settings, Models.Policy), settings, ChosenNllPerToken)
                .Note(exo && types.Count > 1, "label_smoothing", SharedSmoothing)
                .Note(types.Contains("ipo") && types.Count > 1, "loss_type", SharedMean)
                .Note(types.Count > 1 || settings.Has("loss_weights"), "loss_weights", ScaledRewards)
                .Note(types.Contains("bco_pair"), "loss_type",
                    "bco_pair shifts by a running mean; TRL from 0.29 on does not")
                .Note(settings.Flag("use_weighting"), "use_weighting", "switched off in ms-swift");
        }
    }
}
