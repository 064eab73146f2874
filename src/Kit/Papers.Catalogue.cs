namespace Kit;

/// <summary>The catalogue: every loss under its name, with its paper.</summary>
public static partial class Papers
{
    /// <summary>Made when it is first asked for, after the losses.</summary>
    private static class Shelf
    {
        /// <summary>Preference losses, by name.</summary>
        private static readonly Published[] Preferences =
        [
            new("adpo", AdPo, Sources.AdPo),
            new("adpo/aio", AdPoAio, Sources.AdPo),
            new("adpo/pio", AdPoPio, Sources.AdPo),
            new("alpha-dpo", AlphaDpo, Sources.AlphaDpo, "eq. 9"),
            new("aot/paired", Aot, Sources.Aot),
            new("aot/unpaired", AotUnpaired, Sources.Aot),
            new("apo/down", ApoDown, Sources.Apo, "eq. 8"),
            new("apo/zero", ApoZero, Sources.Apo, "eq. 7"),
            new("bco", Bco, Sources.Bco),
            new("bco/batch", BcoBatch, Sources.Bco),
            new("bco/no-shift", BcoNoShift, Sources.Bco),
            new("bmc", Bmc, Sources.Bmc),
            new("cdpo", Cdpo, Sources.Cdpo, "eq. 3"),
            new("cpo", Cpo, Sources.Cpo),
            new("ddpo", Ddpo, Sources.RlhfV),
            new("discopop", DiscoPop, Sources.DiscoPop, "eq. 5"),
            new("dmpo", Dmpo, Sources.Dmpo),
            new("dpa", Dpa, Sources.Halva),
            new("dpo", Dpo, Sources.Dpo, "eq. 7"),
            new("dpo/alpha-divergence", DpoAlphaDivergence, Sources.Divergences),
            new("dpo/forward-kl", DpoForwardKl, Sources.Divergences),
            new("dpo/hound", HoundDpo, Sources.Hound),
            new("dpo/jensen-shannon", DpoJensenShannon, Sources.Divergences),
            new("dpo/length-norm", DpoNorm, Sources.Tulu3),
            new("dpo/reverse-kl", Dpo.With(ReverseKl), Sources.Divergences),
            new("exo", Exo, Sources.Exo, "eq. 16"),
            new("expo", Expo, Sources.Expo),
            new("hinge", HingeNorm, Sources.Rso),
            new("ipo/mean", Ipo, Sources.Ipo, "eq. 17"),
            new("ipo/sum", IpoSum, Sources.Ipo, "eq. 17"),
            new("kto", Kto, Sources.Kto, "eq. 7–8"),
            new("kto/pair", KtoPair, Sources.Kto),
            new("ld-dpo", LdDpo, Sources.LdDpo),
            new("ld-dpo/policy", LdDpoPolicy, Sources.LdDpo),
            new("leanpo", LeanPo, Sources.LeanPo, "code"),
            new("lpoi", Lpoi, Sources.Lpoi),
            new("mdpo", Mdpo, Sources.Mdpo),
            new("mmpo", Mmpo, Sources.Mmpo, "code"),
            new("mpo", Mpo, Sources.Mpo),
            new("nca", Nca, Sources.Nca),
            new("orpo", Orpo, Sources.Orpo, "eq. 6–7"),
            new("r-dpo/length", RDpoLength, Sources.RDpoLength, "eq. 9"),
            new("rdpo/robust", Rdpo, Sources.Rdpo),
            new("rpo/average", RpoAverage, Sources.Rpo, "code"),
            new("rpo/cumulative", RpoCumulative, Sources.Rpo, "code"),
            new("rrpo", Rrpo, Sources.Rrpo),
            new("sft", Sft, Sources.InstructGpt),
            new("simpo", SimPo, Sources.SimPo, "eq. 6"),
            new("sppo", Sppo, Sources.Sppo, "eq. 4.6"),
            new("sppo/hard", SppoHard, Sources.Sppo),
            new("sppo/single", SppoSingle, Sources.Sppo, "code"),
            new("tdpo1", Tdpo1, Sources.Tdpo, "eq. 13"),
            new("tdpo2", Tdpo2, Sources.Tdpo, "eq. 16"),
            new("tpo/temporal", Tpo, Sources.Tpo),
            new("upo", Upo, Sources.Upo),
            new("vistadpo", VistaDpo, Sources.VistaDpo),
            new("wpo", Wpo, Sources.Wpo, "eq. 5"),
        ];

        /// <summary>Policy gradients, critics and reward models, by name.</summary>
        private static readonly Published[] Rollouts =
        [
            new("bnpo", Bnpo, Sources.Bnpo, "TRL's loss"),
            new("cispo", Cispo, Sources.MiniMax, "eq. 4–5"),
            new("dapo", Dapo, Sources.Dapo, "eq. 8, 13"),
            new("dvpo", Dvpo, Sources.Dvpo, "code"),
            new("dvpo/value", DvpoValue, Sources.Dvpo, "code"),
            new("grpo", Grpo, Sources.Grpo, "eq. 3–4"),
            new("grpo/dr", DrGrpo, Sources.DrGrpo),
            new("gspo", Gspo, Sources.Gspo, "eq. 5–7"),
            new("gspo/token", GspoToken, Sources.Gspo, "eq. 13–14"),
            new("ppo", Ppo, Sources.Ppo),
            new("ppo/clip", PpoClip, Sources.Ppo, "eq. 7"),
            new("ppo/value", PpoValue, Sources.Ppo, "TRL's loss"),
            new("reward-model", VlmRlaifReward, Sources.VlmRlaif, "code"),
            new("reward-model/bradley-terry", BradleyTerry, Sources.InstructGpt, "eq. 1"),
            new("reward-model/graded", BradleyTerryGraded, Sources.Llama2, "eq. 2"),
            new("sapo/soft-adaptive", SoftAdaptive, Sources.SoftAdaptive),
            new("vlm-rlaif", VlmRlaif, Sources.VlmRlaif, "code"),
        ];

        public static Sequence<Published> All { get; } =
            [.. Preferences.Concat(Rollouts).OrderBy(one => one.Name, StringComparer.Ordinal)];

        public static Dictionary<string, Published> ByName { get; } =
            All.ToDictionary(one => one.Name, StringComparer.Ordinal);
    }
}
