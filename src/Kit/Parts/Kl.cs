using Kit.Expressions;

namespace Kit.Parts;

/// <summary>D(y) = Σ_t m·KL(π_ref ‖ π), [B], nats: forward KL over the whole vocabulary at every token of an answer, a
/// sum and never a mean.</summary>
internal static class Kl
{
    private static readonly Symbol Name = new("D(#1)", "D(#1)", "divergence");

    public static Expr Sum(Slot slot) =>
        (Quantity.Mask.At(slot).ToExpr() * Quantity.Kl.At(slot).ToExpr()).SumTokens().As(Name, slot);
}
