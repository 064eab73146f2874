namespace Kit;

/// <summary>Losses by name, for configuration files. A name that means several things carries its variant.</summary>
public static partial class Papers
{
    private static readonly IReadOnlyDictionary<string, Func<Objective>> Catalogue =
        new SortedDictionary<string, Func<Objective>>(StringComparer.Ordinal)
        {
            ["adpo"] = () => AdPo,
            ["adpo/aio"] = () => AdPoAio,
            ["adpo/pio"] = () => AdPoPio,
            ["alpha-dpo"] = () => AlphaDpo,
            ["aot"] = () => Aot,
            ["aot/pair"] = () => AotPair,
            ["apo/down"] = () => ApoDown,
            ["apo/zero"] = () => ApoZero,
            ["bco"] = () => Bco,
            ["bco/batch"] = () => BcoBatch,
            ["bco/no-shift"] = () => BcoNoShift,
            ["bmc"] = () => Bmc,
            ["bnpo"] = () => Bnpo,
            ["cdpo"] = () => Cdpo,
            ["cispo"] = () => Cispo,
            ["cpo"] = () => Cpo,
            ["dapo"] = () => Dapo,
            ["discopop"] = () => DiscoPop,
            ["dmpo"] = () => Dmpo,
            ["dpo"] = () => Dpo,
            ["dpo/alpha-divergence"] = () => DpoAlphaDivergence,
            ["dpo/forward-kl"] = () => DpoForwardKl,
            ["dpo/hound"] = () => HoundDpo,
            ["dpo/jensen-shannon"] = () => DpoJensenShannon,
            ["dpo/length-norm"] = () => DpoNorm,
            ["dvpo"] = () => Dvpo,
            ["dvpo/value"] = () => DvpoValue,
            ["exo"] = () => Exo,
            ["expo"] = () => Expo,
            ["grpo"] = () => Grpo,
            ["grpo/dr"] = () => DrGrpo,
            ["gspo"] = () => Gspo,
            ["gspo/token"] = () => GspoToken,
            ["hinge"] = () => HingeNorm,
            ["ipo/mean"] = () => Ipo,
            ["ipo/sum"] = () => IpoSum,
            ["kto"] = () => Kto,
            ["ld-dpo"] = () => LdDpo,
            ["ld-dpo/policy"] = () => LdDpoPolicy,
            ["leanpo"] = () => LeanPo,
            ["lpoi"] = () => Lpoi,
            ["mdpo"] = () => Mdpo,
            ["mmpo"] = () => Mmpo,
            ["mpo"] = () => Mpo,
            ["nca"] = () => Nca,
            ["orpo"] = () => Orpo,
            ["ppo"] = () => Ppo,
            ["ppo/clip"] = () => PpoClip,
            ["ppo/value"] = () => PpoValue,
            ["r-dpo/length"] = () => RDpoLength,
            ["rdpo/robust"] = () => Rdpo,
            ["reward-model"] = () => RewardModel,
            ["reward-model/bradley-terry"] = () => BradleyTerry,
            ["reward-model/graded"] = () => BradleyTerryGraded,
            ["rpo/average"] = () => RpoAverage,
            ["rpo/cumulative"] = () => RpoCumulative,
            ["rrpo"] = () => Rrpo,
            ["sapo/soft-adaptive"] = () => SoftAdaptive,
            ["sft"] = () => Sft,
            ["simpo"] = () => SimPo,
            ["sppo"] = () => Sppo,
            ["sppo/hard"] = () => SppoHard,
            ["sppo/single"] = () => SppoSingle,
            ["tdpo1"] = () => Tdpo1,
            ["tdpo2"] = () => Tdpo2,
            ["tpo/temporal"] = () => Tpo,
            ["upo"] = () => Upo,
            ["vistadpo"] = () => VistaDpo,
            ["vlm-rlaif"] = () => VlmRlaif,
            ["wpo"] = () => Wpo,
        };

    /// <summary>Every name that <see cref="Named"/> knows, in order.</summary>
    public static Sequence<string> Names => [.. Catalogue.Keys];

    /// <summary>The loss of that name, with its authors' defaults: <c>Papers.Named("ipo/mean")</c>.</summary>
    /// <exception cref="ArgumentException">No loss has it; the message lists those that begin alike.</exception>
    public static Objective Named(string name) => Catalogue.TryGetValue(name, out var objective)
        ? objective()
        : throw new ArgumentException($"loss '{name}': expected one of [{string.Join(", ", Alike(name))}]. "
            + "Names that mean several things carry their variant.");

    private static IEnumerable<string> Alike(string name)
    {
        var stem = name.Split('/', '-', '_')[0];
        var near = Catalogue.Keys.Where(known => stem.Length > 1 && known.Contains(stem, StringComparison.Ordinal));
        return near.Any() ? near : Catalogue.Keys;
    }
}
