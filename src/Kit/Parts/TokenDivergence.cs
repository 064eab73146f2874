using Kit.Expressions;

namespace Kit.Parts;

/// <summary>D(y_w) = Σ_t m·KL(π_ref ‖ π), [B], nats: forward KL over the whole vocabulary at every token of the
/// chosen answer, a sum and never a mean. RRPO's token-wise KL.</summary>
/// <remarks>Deviation: RRPO's published equation has the term inside −E[·], which would reward divergence; its code
/// adds +α·D, and so does this.</remarks>
public sealed record TokenDivergence : Term
{
    public override string Name => "token_kl";

    public override Expr Apply() => Kl.Sum(Expressions.Slot.Chosen);
}
