namespace Kit.Parts;

/// <summary>The occupant of one slot of every <see cref="Preference"/> in an objective.</summary>
/// <remarks>Families: <see cref="Against"/>, <see cref="Over"/>, <see cref="Shape"/>, <see cref="Correction"/>,
/// <see cref="Comparison"/>, <see cref="Target"/>, <see cref="Link"/>, <see cref="Tilt"/>, <see cref="Importance"/>,
/// and <see cref="Scale"/>, which belongs to the link.</remarks>
public abstract record PreferencePart : Refinement
{
    private protected PreferencePart() { }

    /// <summary>Who has the slot now.</summary>
    internal abstract Refinement Occupant(Preference preference);

    /// <summary>The preference with this part in its slot.</summary>
    internal abstract Preference Replace(Preference preference);

    internal sealed override string Home => "a preference";

    internal sealed override string Example => "a preference loss, such as Dpo";

    internal sealed override Refinement? Occupant(Term term) =>
        term is Preference preference ? Occupant(preference) : null;

    internal sealed override Term Replace(Term term) => term is Preference preference ? Replace(preference) : term;
}
