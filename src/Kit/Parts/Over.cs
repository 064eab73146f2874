using Kit.Expressions;

namespace Kit.Parts;

/// <summary>How tokens make a sequence: values [B, T], weights [B, T] → [B].</summary>
public abstract record Over : Part
{
    private Over() { }

    /// <summary>One number per answer, [B].</summary>
    public abstract Expr Apply(Expr values, Expr weights, Slot slot);

    internal sealed override string Slot => "over";

    internal sealed override Objective Refine(Objective objective) => objective.With(this);

    /// <summary>|y| = max(1, Σ_t w), [B]: an answer that truncation emptied divides by 1, not by 0.</summary>
    internal static Expr Length(Expr weights, Slot slot) =>
        weights.SumTokens().AtLeast(1).As(new Symbol("|#1|", @"\lvert #1 \rvert", "length"), slot);

    /// <summary>Σ_t w·x. β lives near 0.01 … 0.5.</summary>
    public sealed record Sum : Over
    {
        public override Expr Apply(Expr values, Expr weights, Slot slot) => (weights * values).SumTokens();
    }

    /// <summary>Σ_t w·x / |y|: the mean token. β is |y| times that of the sum, 2 … 10.</summary>
    public sealed record Mean : Over
    {
        public override Expr Apply(Expr values, Expr weights, Slot slot) =>
            (weights * values).SumTokens() / Length(weights, slot);
    }
}
