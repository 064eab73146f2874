namespace Kit.Report;

/// <summary>What an answer is to the reader; it decides the colour of its spans.</summary>
public enum Tone
{
    /// <summary>A model's own words.</summary>
    Plain,

    /// <summary>The preferred answer; a right one.</summary>
    Good,

    /// <summary>The dispreferred answer; a wrong one.</summary>
    Bad,
}
