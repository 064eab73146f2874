using Kit.Expressions;
using Kit.Parts;
using static Kit.Libraries.Reads;
using static Kit.Papers;

namespace Kit.Libraries;

/// <summary>The loss types of TRL's DPO trainer: what each computes, and which settings it reads.</summary>
internal static class DpoLosses
{
    /// <summary>TRL 0.18 … 0.28; ms-swift kept them.</summary>
    public static IReadOnlyDictionary<string, DpoLoss> Until28 { get; } = new Dictionary<string, DpoLoss>
    {
        ["sigmoid"] = new(Epsilon | Free | Measure, knobs => knobs.Smooth(Scored(knobs))),
        ["robust"] = new(Epsilon | Free | Measure, knobs => Robust(knobs, Scored(knobs))),
        ["exo_pair"] = new(Epsilon | Free | Measure, knobs => Exo(knobs, Scored(knobs))),
        ["hinge"] = new(Free | Measure, knobs => Scored(knobs).With(Hinge())),
        ["ipo"] = new(Free | Measure, knobs => Scored(knobs).With(Square())),
        ["bco_pair"] = new(BetaAlone, _ => Bco),
        ["sppo_hard"] = new(BetaAlone, _ => SppoHard),
        ["nca_pair"] = new(BetaAlone, _ => Nca),
        ["aot"] = new(Epsilon, knobs => knobs.Smooth(Aot)),
        ["aot_pair"] = new(Epsilon, knobs => knobs.Smooth(AotUnpaired)),
        ["apo_zero"] = new(Free, knobs => ApoZero.With(knobs.Against)),
        ["apo_down"] = new(Free, knobs => ApoDown.With(knobs.Against)),
        ["discopop"] = new(Tau, knobs => Dpo.With(new Link.Disco(0.1, knobs.Tau))),
        ["sft"] = new(BetaAlone, _ => Sft),
    };

    /// <summary>TRL 0.29 and later.</summary>
    public static IReadOnlyDictionary<string, DpoLoss> From29 { get; } = new Dictionary<string, DpoLoss>
    {
        ["sigmoid"] = new(Measure, knobs => knobs.Shaped(Dpo)),
        ["hinge"] = new(Measure, knobs => knobs.Shaped(HingeNorm)),
        ["ipo"] = new(Measure, knobs => Averaged(knobs, IpoSum)),
        ["exo_pair"] = new(Epsilon | Measure, knobs => Exo(knobs, knobs.Shaped(Dpo))),
        ["nca_pair"] = new(Measure, knobs => knobs.Shaped(Nca)),
        ["robust"] = new(Epsilon | Measure, knobs => Robust(knobs, knobs.Shaped(Dpo))),
        ["bco_pair"] = new(Measure, knobs => knobs.Shaped(BcoNoShift)),
        ["sppo_hard"] = new(Measure, knobs => knobs.Shaped(SppoHard)),
        ["aot"] = new(Epsilon, knobs => knobs.Smooth(Aot)),
        ["aot_unpaired"] = new(Epsilon, knobs => knobs.Smooth(AotUnpaired)),
        ["apo_zero"] = new(BetaAlone, _ => ApoZero),
        ["apo_down"] = new(Measure, knobs => knobs.Shaped(Dpo.With(Bounded()))
            + Dpo.With(Bounded()).With(Unwanted(Slot.Chosen))),
        ["discopop"] = new(Tau | Measure, knobs => knobs.Shaped(Dpo.With(new Link.Disco(0.1, knobs.Tau)))),
        ["sft"] = new(BetaAlone, _ => Sft),
        ["sigmoid_norm"] = new(Measure, knobs => Averaged(knobs, Dpo)),
    };

    private static Objective Scored(DpoKnobs knobs) => knobs.Shaped(Dpo.With(knobs.Against));

    private static Objective Robust(DpoKnobs knobs, Objective dpo) =>
        knobs.Epsilon > 0 ? dpo.With(Debias(knobs.Epsilon)) : dpo;

    /// <summary>ε 0 becomes 1e-3, as TRL has it up to 0.28; later versions refuse it before this.</summary>
    private static Objective Exo(DpoKnobs knobs, Objective dpo) =>
        dpo.With(new Link.Exo(0.1, knobs.Epsilon > 0 ? knobs.Epsilon : 1e-3));

    /// <summary>The divergence of the sum, over the length.</summary>
    private static Objective Averaged(DpoKnobs knobs, Objective sum) => knobs.Shape is Shape.Identity
        ? sum.With(LengthNorm)
        : sum.With(new Shape.Averaged(knobs.Shape));
}
