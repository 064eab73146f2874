using Kit.Expressions;

namespace Kit.Parts;

/// <summary>A regulariser Ω, [B] or [], that is added to the preference penalty with a weight: <c>0.1 * ChosenNll</c>.
/// </summary>
public abstract record Term : Part
{
    private Term() { }

    /// <summary>The term reports itself as <c>terms/</c> + this.</summary>
    public abstract string Name { get; }

    /// <summary>Ω, [B] or [].</summary>
    public abstract Expr Apply();

    internal sealed override string? Slot => null;

    internal sealed override Objective Refine(Objective objective) => objective.With(this);

    /// <summary>The term as a formula.</summary>
    public sealed override string ToString() => Apply().ToString();

    public static Weighted operator *(double weight, Term term) => new(weight, term);

    public static Weighted operator *(int weight, Term term) => new(weight, term);

    public static Weighted operator *(Term term, double weight) => new(weight, term);

    public static Weighted operator *(Term term, int weight) => new(weight, term);

    public static Terms operator +(Term first, Term second) => Terms.None + first + second;

    /// <summary>−log π(y_w): keeps the likelihood of the chosen answer up. RPO, Liu et al. 2024 (arXiv:2405.16436).
    /// </summary>
    /// <param name="Averaging">Over what the mean is taken; part of the term's name.</param>
    public sealed record ChosenNll(Averaging Averaging) : Term
    {
        public override string Name => Averaging.Name;

        public override Expr Apply() => Averaging.Apply(Expressions.Slot.Chosen);
    }

    /// <summary>D(y_w) = Σ_t m·KL(π_ref ‖ π), [B], nats: forward KL over the whole vocabulary at every token of the
    /// chosen answer, a sum and never a mean. RRPO's token-wise KL.</summary>
    /// <remarks>Deviation: RRPO's published equation has the term inside −E[·], which would reward divergence; its code
    /// adds +α·D, and so does this.</remarks>
    public sealed record TokenKL : Term
    {
        public override string Name => "token_kl";

        public override Expr Apply() => Divergence(Expressions.Slot.Chosen);

        private static Expr Divergence(Slot slot) => (Quantity.Mask.At(slot).ToExpr() * Quantity.Kl.At(slot).ToExpr())
            .SumTokens().As(new Symbol("D(#1)", "D(#1)", "divergence"), slot);
    }
}
