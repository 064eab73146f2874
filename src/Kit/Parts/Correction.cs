using Kit.Expressions;

namespace Kit.Parts;

/// <summary>α·D(y): what the divergence of an answer adds to its score, [B], nats. D(y) = Σ_t m·KL(π_ref ‖ π).
/// </summary>
public abstract record Correction : PreferencePart
{
    private Correction() { }

    /// <summary>α·D, [B]; 0 for none.</summary>
    public abstract Expr Apply(Slot slot);

    internal sealed override string Slot => "correction";

    internal sealed override Refinement Occupant(Preference preference) => preference.Score.Correction;

    internal sealed override Preference Replace(Preference preference) =>
        preference with { Score = preference.Score with { Correction = this } };

    /// <summary>Nothing.</summary>
    public sealed record None : Correction
    {
        public override Expr Apply(Slot slot) => Expr.From(0);
    }

    /// <summary>+ D(y), gradients through both answers: TDPO1, Zeng et al. 2024, eq. 12 (arXiv:2404.11999).</summary>
    public sealed record Divergence : Correction
    {
        public override Expr Apply(Slot slot) => Kl.Sum(slot);
    }

    /// <summary>+ α·D(y), a constant for the chosen answer: TDPO2, Zeng et al. 2024, eq. 15 (arXiv:2404.11999).
    /// </summary>
    /// <param name="Alpha">α; the authors' 0.5.</param>
    public sealed record OneSided(double Alpha) : Correction
    {
        public double Alpha { get; } = Bounds.Finite(Alpha, "OneSided α");

        public override Expr Apply(Slot slot) =>
            Alpha * (slot.Name == Expressions.Slot.Chosen.Name ? Kl.Sum(slot).Detach() : Kl.Sum(slot));
    }
}
