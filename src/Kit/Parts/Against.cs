using Kit.Expressions;

namespace Kit.Parts;

/// <summary>What a token's log-probability is compared with: slot → [B, T], nats.</summary>
public abstract record Against : Part
{
    private Against() { }

    /// <summary>The value of every token, [B, T].</summary>
    public abstract Expr Apply(Slot slot);

    internal sealed override string Slot => "against";

    internal sealed override Objective Refine(Objective objective) => objective.With(this);

    /// <summary>log π − log π_ref. DPO's implicit reward is β times its sum; Rafailov et al. 2023, eq. 5
    /// (arXiv:2305.18290).</summary>
    public sealed record Reference : Against
    {
        public override Expr Apply(Slot slot) =>
            Quantity.PolicyLogp.At(slot).ToExpr() - Quantity.ReferenceLogp.At(slot).ToExpr();
    }

    /// <summary>log π alone: no reference model is read. SimPO, Meng et al. 2024 (arXiv:2405.14734).</summary>
    public sealed record None : Against
    {
        public override Expr Apply(Slot slot) => Quantity.PolicyLogp.At(slot).ToExpr();
    }
}
