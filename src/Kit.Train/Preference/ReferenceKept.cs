namespace Kit.Train.Preference;

/// <summary>What is kept of a reference; each holds what stands before it.</summary>
public enum ReferenceKept
{
    /// <summary>Nothing: for objectives that name no reference, such as SimPO, ORPO and LeanPO. The reference is not
    /// even run. Nothing says then how far the policy has moved.</summary>
    Nothing,

    /// <summary>log π_ref(y_t), 4 bytes a token: for DPO and its kin.</summary>
    LogProbabilities,

    /// <summary>The hidden states too, D numbers a token: for objectives and metrics that read KL over the whole
    /// vocabulary, such as RRPO and TDPO.</summary>
    States,
}
