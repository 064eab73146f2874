using static Kit.Papers;

namespace Kit.Libraries;

/// <summary>OpenRLHF.</summary>
public abstract partial record Library
{
    /// <summary>OpenRLHF's <c>train_dpo</c>; keys with or without <c>model.</c>, as its versions have them.</summary>
    public sealed record OpenRlhf : Library
    {
        private static readonly Dictionary<string, string> Flat = new()
        {
            ["model.beta"] = "beta",
            ["model.ipo_enable"] = "ipo",
            ["model.label_smoothing"] = "label_smoothing",
            ["model.nll_loss_coef"] = "nll_loss_coef",
            ["model.aux_loss_coef"] = "aux_loss_coef",
        };

        public override string Title => "OpenRLHF";

        public override Sequence<string> Options => [.. Flat.Keys, .. Flat.Values];

        internal override Draft Compose(Settings settings)
        {
            string Key(string dotted) => !settings.Has(dotted) ? Flat[dotted] : !settings.Has(Flat[dotted]) ? dotted
                : throw new ArgumentException(
                    $"{Title}: '{dotted}': expected it once, got '{Flat[dotted]}' too. Keep one.");
            var (beta, smoothing) = (settings.Number(Key("model.beta"), 0.1),
                settings.Number(Key("model.label_smoothing"), 0));
            var (ipo, nll) = (settings.Flag(Key("model.ipo_enable")), settings.Number(Key("model.nll_loss_coef"), 0));
            var dpo = Dpo.With(ipo ? Square(beta) : Logistic(beta));
            var smooth = smoothing > 0 && !ipo ? dpo.With(Smoothing(smoothing)) : dpo;
            return new Draft(nll > 1e-8 ? smooth + nll * ChosenNll : smooth)
                .Note(ipo, Key("model.ipo_enable"),
                    "sums log-ratios over tokens; TRL, LLaMA-Factory and ms-swift average them")
                .Note(ipo && smoothing > 0, Key("model.label_smoothing"), "ignored with ipo")
                .Note(nll > 1e-8, Key("model.nll_loss_coef"),
                    "a mean of each answer's mean; TRL's is over all tokens of the batch")
                .Note(settings.Number(Key("model.aux_loss_coef"), 0) > 1e-8, Key("model.aux_loss_coef"),
                    "adds the router's balancing loss, which is no term of the objective");
        }
    }
}
