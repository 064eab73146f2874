using Kit.Expressions;

namespace Kit.Parts;

/// <summary>Which tokens of an answer count: slot → weights of 0 or 1, [B, T].</summary>
public abstract record Tokens : Part
{
    private Tokens() { }

    /// <summary>1 where a token counts, [B, T].</summary>
    public abstract Expr Apply(Slot slot);

    internal sealed override string Slot => "tokens";

    internal sealed override Objective Refine(Objective objective) => objective.With(this);

    /// <summary>m: every token of the answer.</summary>
    public sealed record Response : Tokens
    {
        public override Expr Apply(Slot slot) => Quantity.Mask.At(slot).ToExpr();
    }

    /// <summary>m·k: the tokens inside marked spans. RRPO, Sarkar and Etemad 2025
    /// (arXiv:2504.12083).</summary>
    /// <remarks>How spans are numbered or paired does not matter: their margins are summed. Deviation from its code:
    /// the mask multiplies the marks, so a mark on padding counts nothing.</remarks>
    public sealed record Spans : Tokens
    {
        public override Expr Apply(Slot slot) => Quantity.Mask.At(slot).ToExpr() * Quantity.Span.At(slot).ToExpr();
    }
}
