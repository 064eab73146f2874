namespace Kit.Parts;

/// <summary>λ·Ω.</summary>
/// <param name="Weight">λ, finite; the unit is the reciprocal of the term's.</param>
/// <param name="Term">Ω.</param>
public sealed record Weighted(double Weight, Term Term) : Part
{
    public double Weight { get; } = Bounds.Finite(Weight, $"weight of {Term.Name}");

    internal override string? Slot => null;

    internal override Objective Refine(Objective objective) => objective.With(this);

    /// <summary>λ·Ω as a formula.</summary>
    public override string ToString() => (Weight * Term.Apply()).ToString();

    public static Weighted operator *(double factor, Weighted term) => new(factor * term.Weight, term.Term);

    public static Weighted operator *(int factor, Weighted term) => new(factor * term.Weight, term.Term);

    public static Terms operator +(Weighted first, Weighted second) => Terms.None + first + second;

    public static Terms operator +(Weighted first, Term second) => Terms.None + first + second;

    public static Terms operator +(Term first, Weighted second) => Terms.None + first + second;
}
