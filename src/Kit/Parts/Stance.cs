namespace Kit.Parts;

/// <summary>What is asked of a single answer.</summary>
public enum Stance
{
    /// <summary>More likely.</summary>
    Wanted,

    /// <summary>Less likely.</summary>
    Unwanted,
}
