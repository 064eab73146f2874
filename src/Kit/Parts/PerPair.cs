using Kit.Expressions;

namespace Kit.Parts;

/// <summary>w_b·Ω_b, [B]: a term whose weight comes with the pair.</summary>
/// <param name="Weight">w, a constant [B].</param>
/// <param name="Term">Ω, [B].</param>
public sealed record PerPair(Quantity Weight, Term Term) : Term
{
    public override string Name => $"{Term.Name}*{Weight.Name}";

    public override Expr Apply() => Weight.At(Expressions.Slot.None).ToExpr() * Term.Apply();

    public override Sequence<Statistic> Statistics => Term.Statistics;
}
