using Kit.Parts;
using static Kit.Papers;

namespace Kit.Libraries;

/// <summary>TRL's DPO trainer, before and after its rewriting.</summary>
public abstract partial record Library
{
    private const string SharedSmoothing =
        "exo_pair writes 0.001 into the shared setting, "
        + "and the other losses of the mixture read it from the second batch on";

    private const string SharedMean = "ipo makes every loss of the mixture a mean over tokens";
    private const string ScaledRewards = "rewards/* are multiplied by the sum of the weights; the objective's are β·Δ";

    private static readonly string[] Dropped =
    [
        "label_smoothing", "f_divergence_type", "f_alpha_divergence_coef", "discopop_tau", "ld_alpha", "use_weighting",
    ];

    private static readonly string[] Divergences = ["reverse_kl", "js_divergence", "alpha_divergence"];

    /// <summary>TRL 0.29 and later (1.x): <c>DPOConfig</c>.</summary>
    public sealed record TrlDpo : Library
    {
        public override string Title => "TRL ≥ 0.29 DPOTrainer";

        public override Sequence<string> Options =>
        [
            "loss_type", "loss_weights", "beta", "label_smoothing", "f_divergence_type", "f_alpha_divergence_coef",
            "discopop_tau", "ld_alpha", "use_weighting", "use_liger_kernel", "sync_ref_model", "router_aux_loss_coef",
        ];

        internal override IReadOnlyDictionary<string, string> Refused { get; } = new Dictionary<string, string>
        {
            ["reference_free"] = "Removed in 0.29: read with Library.TrlDpoUntil28, or compose With(NoReference).",
            ["rpo_alpha"] =
                "Removed in 0.29: loss_type [\"sigmoid\", \"sft\"] with loss_weights [1.0, alpha] took its place.",
            ["simpo_gamma"] = "SimPO is a loss of the CPO trainer: read with Library.TrlCpo.",
        };

        internal override Draft Compose(Settings settings)
        {
            var types = Types(settings, DpoLosses.From29);
            var liger = settings.Flag("use_liger_kernel");
            var smoothing = settings.Number("label_smoothing", 0);
            if (types.Contains("exo_pair") && smoothing == 0 && !liger) throw new ArgumentException(
                $"{Title}: label_smoothing: expected more than 0 with exo_pair, got 0. Its paper's is 0.001.");
            var shape = DpoMixture.Divergence(
                Choice("f_divergence_type", settings.Text("f_divergence_type", "reverse_kl"), [.. Divergences,
                    "forward_kl"]),
                settings.Number("f_alpha_divergence_coef", 0.5));
            var knobs = liger ? Plain(settings)
                : new(settings.Number("beta", 0.1), smoothing, settings.Number("discopop_tau", 0.05), WithReference,
                    shape);
            var draft = DpoMixture.Compose(settings, types, DpoLosses.From29, knobs);
            return Liger(liger ? draft : Weighed(Tailed(draft, settings, Models.Both), settings,
                new Importance.OnPolicy(
                double.PositiveInfinity)), settings, liger)
                .Note(types.Contains("sigmoid") && smoothing > 0 && !liger, "label_smoothing",
                    "up to 0.28 it made sigmoid the conservative DPO")
                .Note(types.Contains("bco_pair"), "loss_type", "bco_pair has no running mean; up to 0.28 it had one")
                .Note(types.Contains("ipo"), "loss_type",
                    "ipo takes the mean over tokens, which its eq. 17 does not show")
                .Note(settings.Number("f_alpha_divergence_coef") is not null && shape is Shape.AlphaDivergence,
                    "f_alpha_divergence_coef", "is α; up to 0.28 it was 1 − α")
                .Note(settings.Flag("use_weighting") && !liger, "use_weighting",
                    "the weight is not held at 1, as it was up to 0.28 and is in the authors' code");
        }
    }

    /// <summary>TRL 0.18 … 0.28: <c>DPOConfig</c>.</summary>
    public sealed record TrlDpoUntil28 : Library
    {
        public override string Title => "TRL ≤ 0.28 DPOTrainer";

        public override Sequence<string> Options =>
        [
            "loss_type", "loss_weights", "beta", "label_smoothing", "reference_free", "f_divergence_type",
            "f_alpha_divergence_coef", "discopop_tau", "ld_alpha", "rpo_alpha", "use_weighting", "use_liger_kernel",
            "use_liger_loss", "sync_ref_model",
        ];

        internal override IReadOnlyDictionary<string, string> Refused { get; } = new Dictionary<string, string>
        {
            ["simpo_gamma"] = "SimPO is a loss of the CPO trainer: read with Library.TrlCpo.",
        };

        internal override Draft Compose(Settings settings)
        {
            var types = Types(settings, DpoLosses.Until28);
            var liger = settings.Flag("use_liger_kernel") || settings.Flag("use_liger_loss");
            var against = settings.Flag("reference_free") ? NoReference : WithReference;
            if (types.Contains("ipo") && settings.Has("ld_alpha") && !liger) throw new ArgumentException(
                $"{Title}: ld_alpha: expected it without ipo, got both, of which it sums the policy and averages the "
                + "reference. Leave one out.");
            var exo = types.Contains("exo_pair") && settings.Number("label_smoothing", 0) == 0;
            var knobs = liger ? Plain(settings) with { Against = against } : Knobs(settings, against, exo);
            var draft = DpoMixture.Compose(settings, types, DpoLosses.Until28, knobs);
            var scored = types.Contains("ipo") ? draft.Map(one => one.With(LengthNorm)) : draft;
            var told = liger ? scored : Tailed(scored, settings, Models.Policy)
                .Note(settings.Has("ld_alpha"), "ld_alpha", "counts positions from the start of the row: the same only "
                    + "when use_logits_to_keep cuts the prompt");
            var anchored = Anchored(told, settings, ChosenNllPerToken);
            return Liger(liger ? anchored : Weighed(anchored, settings, OnPolicy), settings, liger)
                .Note(exo && types.Count > 1, "label_smoothing", SharedSmoothing)
                .Note(types.Contains("ipo") && types.Count > 1, "loss_type", SharedMean)
                .Note(types.Count > 1, "loss_weights", ScaledRewards)
                .Note(types.Contains("bco_pair"), "loss_type",
                    "bco_pair shifts by a running mean; from 0.29 on it does not")
                .Note(types.Contains("aot_pair"), "loss_type",
                    "aot_pair is AOT for unpaired data; from 0.29 on it is called "
                    + "aot_unpaired");
        }
    }

    /// <summary>The settings before the first that TRL rewrote, under either name.</summary>
    private DpoKnobs Knobs(Settings settings, Against against, bool exo) => new(
        settings.Number("beta", 0.1), exo ? 1e-3 : settings.Number("label_smoothing", 0),
        settings.Number("discopop_tau", 0.05), against,
        DpoMixture.Divergence(Choice("f_divergence_type", settings.Text("f_divergence_type", "reverse_kl"),
            Divergences),
            1 - settings.Number("f_alpha_divergence_coef", 1)));

    private static DpoKnobs Plain(Settings settings) =>
        new(settings.Number("beta", 0.1), 0, 0.05, WithReference, ReverseKl);

    private Sequence<string> Types(Settings settings, IReadOnlyDictionary<string, DpoLoss> losses) =>
        [.. settings.Texts("loss_type", "sigmoid").Select(type => Choice("loss_type", type, losses.Keys))];

    /// <summary>ld_alpha: later tokens of the longer answer weigh less.</summary>
    private static Draft Tailed(Draft draft, Settings settings, Models models) =>
        settings.Number("ld_alpha") is { } alpha
        && draft.Objective.Preferences.Count > 0
        ? draft.Map(one => one.With(Tail(alpha, models)))
            .Note(models == Models.Policy, "ld_alpha",
                "weighs the policy alone, so the margin is not 0 at the reference")
            .Note(models == Models.Both, "ld_alpha",
                "weighs policy and reference; up to 0.28, in LLaMA-Factory and ms-swift "
                + "the policy alone")
        : draft;

    private static Draft Anchored(Draft draft, Settings settings, Term nll) => settings.Number("rpo_alpha") is { } alpha
        ? draft.Map(one => one + alpha * nll)
            .Note(true, "rpo_alpha", "adds a mean over the batch's tokens, without β: not RPO's cumulative form")
        : draft;

    private static Draft Weighed(Draft draft, Settings settings, Importance importance) =>
        settings.Flag("use_weighting") ? draft.Map(one => DpoMixture.Weigh(one, importance)) : draft;

    /// <summary>The fused kernel is given β and the type alone.</summary>
    private static Draft Liger(Draft draft, Settings settings, bool liger) => Dropped
        .Where(key => liger && settings.Has(key))
        .Aggregate(draft, (told, key) => told with
        {
            Differences =
            [
                .. told.Differences.Where(one => one.Key != key),
                new(key, "dropped by use_liger_kernel, without an error"),
            ],
        })
        .Note(settings.Flag("sync_ref_model"), "sync_ref_model", "moves the reference while training (TR-DPO); the "
            + "objective reads whatever reference.logp it is given");
}
