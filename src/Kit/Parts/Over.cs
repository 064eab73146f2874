using Kit.Expressions;

namespace Kit.Parts;

/// <summary>How tokens make a sequence: weighted values [B, T] → [B].</summary>
public abstract record Over : PreferencePart
{
    private Over() { }

    /// <summary>One number per answer, [B].</summary>
    /// <param name="weighted">w·x, [B, T].</param>
    /// <param name="counted">1 where a token counts towards |y|, [B, T].</param>
    /// <param name="slot">Whose tokens.</param>
    public abstract Expr Apply(Expr weighted, Expr counted, Slot slot);

    internal sealed override string Slot => "over";

    internal sealed override Refinement Occupant(Preference preference) => preference.Score.Over;

    internal sealed override Preference Replace(Preference preference) =>
        preference with { Score = preference.Score with { Over = this } };

    /// <summary>|y| = max(1, Σ_t w), [B]: an answer that truncation emptied divides by 1, not by 0.</summary>
    internal static Expr Length(Expr counted, Slot slot) =>
        counted.SumTokens().AtLeast(1).As(new Symbol("|#1|", @"\lvert #1 \rvert", "length"), slot);

    /// <summary>Σ_t w·x. β lives near 0.01 … 0.5.</summary>
    public sealed record Sum : Over
    {
        public override Expr Apply(Expr weighted, Expr counted, Slot slot) => weighted.SumTokens();
    }

    /// <summary>Σ_t w·x / |y|: the mean token. β is |y| times that of the sum, 2 … 10.</summary>
    public sealed record Mean : Over
    {
        public override Expr Apply(Expr weighted, Expr counted, Slot slot) =>
            weighted.SumTokens() / Length(counted, slot);
    }
}
