namespace Kit.Parts;

/// <summary>The occupant of one slot of every <see cref="PolicyGradient"/> in an objective.</summary>
/// <remarks>Families: <see cref="Advantage"/>, <see cref="Ratio"/>, <see cref="Clip"/>.</remarks>
public abstract record PolicyPart : Refinement
{
    private protected PolicyPart() { }

    /// <summary>Who has the slot now.</summary>
    internal abstract Refinement Occupant(PolicyGradient gradient);

    /// <summary>The policy gradient with this part in its slot.</summary>
    internal abstract PolicyGradient Replace(PolicyGradient gradient);

    internal sealed override string Home => "a policy gradient";

    internal sealed override string Example => "a loss over rollouts, such as Grpo";

    internal sealed override Refinement? Occupant(Term term) =>
        term is PolicyGradient gradient ? Occupant(gradient) : null;

    internal sealed override Term Replace(Term term) => term is PolicyGradient gradient ? Replace(gradient) : term;
}
