namespace Kit.Report;

/// <summary>The direction in which a column's numbers improve.</summary>
public enum Better
{
    /// <summary>Neither: a description, not a score.</summary>
    Neither,

    /// <summary>↑</summary>
    Higher,

    /// <summary>↓</summary>
    Lower,
}
