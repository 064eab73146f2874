namespace Kit.Parts;

/// <summary>The occupant of one slot, in every term of an objective that has the slot.</summary>
/// <remarks>Families: those of a preference (<see cref="PreferencePart"/>), those of a policy gradient
/// (<see cref="PolicyPart"/>), and <see cref="Tokens"/>, <see cref="Averaging"/>, <see cref="KlEstimate"/>,
/// <see cref="ValueClip"/>, which several kinds of terms share or one term alone has.</remarks>
public abstract record Refinement : Part
{
    private protected Refinement() { }

    /// <summary>Who has the slot now; null in a term without it.</summary>
    internal abstract Refinement? Occupant(Term term);

    /// <summary>The term with this part in its slot; the same term where it has none.</summary>
    internal abstract Term Replace(Term term);

    /// <summary>For messages: what kind of term has the slot.</summary>
    internal abstract string Home { get; }

    /// <summary>For messages: where to start from.</summary>
    internal abstract string Example { get; }

    internal sealed override Objective Refine(Objective objective) => objective.With(this);
}
