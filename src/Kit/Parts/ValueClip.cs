using Kit.Expressions;

namespace Kit.Parts;

/// <summary>How far a critic may move in one batch of rollouts: (V, G) → squared error, [B, T].</summary>
public abstract record ValueClip : Refinement
{
    private ValueClip() { }

    /// <summary>The squared error, before the ½.</summary>
    public abstract Expr Apply(Expr value, Expr target);

    internal sealed override string Slot => "value clip";

    internal sealed override string Home => "a value loss";

    internal sealed override string Example => "one, such as Ppo";

    internal sealed override Refinement? Occupant(Term term) => (term as ValueLoss)?.Clip;

    internal sealed override Term Replace(Term term) => term is ValueLoss loss ? loss with { Clip = this } : term;

    /// <summary>Indicators whose means are reported.</summary>
    internal virtual Sequence<Metric> Metrics(Expr value, Expr target) => [];

    /// <summary>(V − G)².</summary>
    public sealed record None : ValueClip
    {
        public override Expr Apply(Expr value, Expr target) => (value - target).Square();
    }

    /// <summary>max((V − G)², (clip(V, V_old − ε, V_old + ε) − G)²). Schulman et al. 2017's code (arXiv:1707.06347 has
    /// it in the text only); TRL's <c>cliprange_value</c>.</summary>
    /// <param name="Range">ε > 0, in units of the value; 0.2.</param>
    public sealed record Band(double Range = 0.2) : ValueClip
    {
        public double Range { get; } = Bounds.Positive(Range, "ValueClip ε");

        public override Expr Apply(Expr value, Expr target) =>
            (value - target).Square().Max((Held(value) - target).Square());

        internal override Sequence<Metric> Metrics(Expr value, Expr target) =>
            [new("val/clipfrac_avg", ((Held(value) - target).Square() - (value - target).Square()).IsPositive())];

        private Expr Held(Expr value)
        {
            var old = RolloutTerm.Of(Quantity.OldValue);
            return old + (value - old).Clamp(-Range, Range);
        }
    }
}
