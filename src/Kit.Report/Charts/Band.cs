namespace Kit.Report;

/// <summary>What a band around a mean over seeds shows.</summary>
public enum Band
{
    /// <summary>From the lowest run to the highest.</summary>
    Range,

    /// <summary>One sample standard deviation to either side.</summary>
    Std,
}
