using Kit.Expressions;

namespace Kit.Parts;

/// <summary>τ: a margin that is asked for pair by pair, dimensionless, without gradient; z = β·h − γ − τ.</summary>
public abstract record Target : PreferencePart
{
    private Target() { }

    /// <summary>τ, [B]; 0 for none.</summary>
    public abstract Expr Apply(Preference preference);

    /// <summary>For messages.</summary>
    internal string Title => GetType().Name;

    internal sealed override string Slot => "target";

    internal sealed override Refinement Occupant(Preference preference) => preference.Target;

    internal sealed override Preference Replace(Preference preference) => preference with { Target = this };

    /// <summary>State of the statistics that the target reads.</summary>
    internal virtual Sequence<Statistic> Statistics(Preference preference) => [];

    /// <summary>The same margin for all pairs: the link's own.</summary>
    public sealed record None : Target
    {
        public override Expr Apply(Preference preference) => Expr.From(0);
    }

    /// <summary>α·(|y_w| − |y_l|): a longer chosen answer must win by more. R-DPO, Park et al. 2024, eq. 9
    /// (arXiv:2403.19159).</summary>
    /// <param name="Alpha">α, 1/token.</param>
    public sealed record LengthGap(double Alpha) : Target
    {
        public double Alpha { get; } = Bounds.Finite(Alpha, "LengthGap α");

        public override Expr Apply(Preference preference) => Alpha
            * (Quantity.Mask.At(Expressions.Slot.Chosen).ToExpr().SumTokens()
                - Quantity.Mask.At(Expressions.Slot.Rejected).ToExpr().SumTokens());
    }

    /// <summary>−Δφ, given with the pair: other aspects' scores that agree with the label lower the margin asked for by
    /// what they explain. DMPO (arXiv:2508.07638).</summary>
    /// <remarks>Δφ = −Σ of the other aspects' score gaps, so pairs whose other aspects agree get a larger target.
    /// </remarks>
    public sealed record Divergence : Target
    {
        public override Expr Apply(Preference preference) => -Quantity.AspectGap.At(Expressions.Slot.None).ToExpr();
    }

    /// <summary>m, given with the pair: how much better the annotator finds the chosen answer.</summary>
    public sealed record Graded : Target
    {
        public override Expr Apply(Preference preference) => Quantity.Grade.At(Expressions.Slot.None).ToExpr();
    }

    /// <summary>sg(β·α·(g − μ)/s), g the margin of mean log-ratios, μ and s its moving mean and deviation over batches
    /// (decay 0.9). α-DPO, Wu et al. 2024, eq. 9 (arXiv:2410.10148). α = 0 gives SimPO.</summary>
    /// <remarks>From the authors' code, where β multiplies α. Deviations: μ and s start from the first batch, not from
    /// 0; s is at least 1e-6.</remarks>
    /// <param name="Alpha">α ≥ 0; the authors' 0.05 … 0.2.</param>
    public sealed record Adaptive(double Alpha) : Target
    {
        private const double Decay = 0.9;
        private static readonly Symbol Name = new("g", "g", "gap");
        private static readonly Evidence Mean = Quantity.GapMean.At(Expressions.Slot.None);
        private static readonly Evidence Deviation = Quantity.GapDeviation.At(Expressions.Slot.None);
        private static readonly Evidence Batches = Quantity.BatchesSeen.At(Expressions.Slot.None);

        public double Alpha { get; } = Bounds.Finite(Alpha, "Adaptive α");

        public override Expr Apply(Preference preference) =>
            (preference.Link.Scale * Alpha * (Gap(preference) - Mean.ToExpr()) / Deviation.ToExpr()).Detach();

        internal override Sequence<Statistic> Statistics(Preference preference)
        {
            var gap = Gap(preference).Detach();
            var mean = gap.MeanPairs();
            var variance = (gap - mean).Square().SumPairs() / (Expr.Pairs - 1).AtLeast(1);
            return
            [
                new(Mean, 0, Moved(Mean, mean)),
                new(Deviation, 1, Moved(Deviation, variance.Power(0.5)).AtLeast(1e-6)),
                new(Batches, 0, Batches.ToExpr() + 1),
            ];
        }

        /// <summary>The batch's own value the first time, then an average that forgets.</summary>
        private static Expr Moved(Evidence old, Expr batch) =>
            batch + Decay * Batches.ToExpr().IsPositive() * (old.ToExpr() - batch);

        private static Expr Gap(Preference preference)
        {
            var score = preference.Score with { Against = new Against.Reference() };
            return (score.Fold(Expressions.Slot.Chosen) - score.Fold(Expressions.Slot.Rejected)).As(Name);
        }
    }
}
