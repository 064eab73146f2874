namespace Kit.Parts;

/// <summary>What an objective is refined by: the occupant of one slot, or a term of its sum.</summary>
/// <remarks>Families: <see cref="Refinement"/> (one occupant a slot; the last wins) and <see cref="Term"/>,
/// <see cref="Weighted"/>, <see cref="Terms"/> (they add).</remarks>
[TypeFormatterSource]
public abstract record Part
{
    private protected Part() { }

    /// <summary>The slot that the part occupies; null for what adds.</summary>
    internal abstract string? Slot { get; }

    /// <summary>The objective refined by this part.</summary>
    internal abstract Objective Refine(Objective objective);
}
