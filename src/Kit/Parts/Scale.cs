namespace Kit.Parts;

/// <summary>β: what one nat of score is worth, 1/nat, whatever the link; τ of the square link.</summary>
/// <param name="Value">&gt; 0. Near 0.01 … 0.5 over sums of tokens, 2 … 10 over means.</param>
public sealed record Scale(double Value) : PreferencePart
{
    public double Value { get; } = Bounds.Positive(Value, "β");

    internal override string Slot => "link";

    internal override Refinement Occupant(Preference preference) => new Scale(preference.Link.Scale);

    internal override Preference Replace(Preference preference) =>
        preference with { Link = preference.Link.Scaled(Value) };
}
