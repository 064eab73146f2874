using Kit.Expressions;

namespace Kit.Parts;

/// <summary>w: how much a pair counts, without gradient; w·ℓ(h).</summary>
public abstract record Importance : PreferencePart
{
    private Importance() { }

    /// <summary>w, [B]; 1 for all alike.</summary>
    public abstract Expr Apply(Preference preference);

    internal sealed override string Slot => "importance";

    internal sealed override Refinement Occupant(Preference preference) => preference.Importance;

    internal sealed override Preference Replace(Preference preference) => preference with { Importance = this };

    /// <summary>1.</summary>
    public sealed record Uniform : Importance
    {
        public override Expr Apply(Preference preference) => Expr.From(1);
    }

    /// <summary>Π over the answers of exp(mean_t(log π(y_t) − log Σ_v π(v)²)), held at or below 1: answers that the
    /// policy would give itself count most. WPO, Zhou et al. 2024, eq. 5 (arXiv:2406.11827).</summary>
    public sealed record OnPolicy : Importance
    {
        private static readonly Symbol Name = new("ω", @"\omega", "importance");

        public override Expr Apply(Preference preference) => preference.Comparison.Slots
            .Select(MeanAlignment).Aggregate((sum, one) => sum + one).Exp().AtMost(1).Detach().As(Name);

        private static Expr MeanAlignment(Slot slot)
        {
            var mask = Quantity.Mask.At(slot).ToExpr();
            var aligned = Quantity.PolicyLogp.At(slot).ToExpr() - Quantity.LogSquares.At(slot).ToExpr();
            return (mask * aligned).SumTokens() / Over.Length(mask, slot);
        }
    }

    /// <summary>λ_D for wanted rows, λ_U for unwanted ones. KTO, Ethayarajh et al. 2024, eq. 8 (arXiv:2402.01306);
    /// λ_D·n_D : λ_U·n_U between 1 : 1 and 4 : 3 is advised.</summary>
    public sealed record ByLabel(double Wanted, double Unwanted) : Importance
    {
        public double Wanted { get; } = Bounds.Positive(Wanted, "weight of wanted answers");

        public double Unwanted { get; } = Bounds.Positive(Unwanted, "weight of unwanted answers");

        public override Expr Apply(Preference preference)
        {
            if (Wanted == Unwanted) return Expr.From(Wanted);
            var wanted = Quantity.Label.At(Expressions.Slot.Response).ToExpr().IsPositive();
            return Unwanted + (Wanted - Unwanted) * wanted;
        }
    }
}
