namespace Kit.Libraries;

/// <summary>Which shared settings a loss reads.</summary>
[Flags]
internal enum Reads
{
    /// <summary>β alone.</summary>
    BetaAlone = 0,

    /// <summary>label_smoothing.</summary>
    Epsilon = 1,

    /// <summary>reference_free.</summary>
    Free = 2,

    /// <summary>f_divergence_type and its coefficient.</summary>
    Measure = 4,

    /// <summary>discopop_tau.</summary>
    Tau = 8,
}

/// <summary>One loss_type of a DPO trainer.</summary>
/// <param name="Reads">Which settings it reads; the others are ignored in silence there.</param>
/// <param name="Compose">What it computes; β is set afterwards.</param>
internal sealed record DpoLoss(Reads Reads, Func<DpoKnobs, Objective> Compose);
