namespace Kit.Parts;

/// <summary>The occupant of one slot of every <see cref="Preference"/> in an objective.</summary>
/// <remarks>Families: <see cref="Against"/>, <see cref="Tokens"/>, <see cref="Over"/>, <see cref="Shape"/>,
/// <see cref="Correction"/>, <see cref="Comparison"/>, <see cref="Target"/>, <see cref="Link"/>, <see cref="Tilt"/>,
/// <see cref="Importance"/>, and <see cref="Scale"/>, which belongs to the link.</remarks>
public abstract record Refinement : Part
{
    private protected Refinement() { }

    /// <summary>Who has the slot now.</summary>
    internal abstract Refinement Occupant(Preference preference);

    /// <summary>The preference with this part in its slot.</summary>
    internal abstract Preference Replace(Preference preference);

    internal sealed override Objective Refine(Objective objective) => objective.With(this);
}
