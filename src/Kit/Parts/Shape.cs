using Kit.Expressions;

namespace Kit.Parts;

/// <summary>f: a function of the folded score before scores are compared, [B] → [B].</summary>
/// <remarks>The f-divergences put f′(π/π_ref) in the place of log π/π_ref; Wang et al. 2023 (arXiv:2309.16240). They
/// print with h = Σ log π/π_ref.</remarks>
public abstract record Shape : PreferencePart
{
    private Shape() { }

    /// <summary>f(s), [B].</summary>
    public abstract Expr Apply(Expr score, Slot slot);

    /// <summary>Refuses scores that the shape has no value for.</summary>
    internal virtual void Admit(Score score) { }

    internal sealed override string Slot => "shape";

    internal sealed override Refinement Occupant(Preference preference) => preference.Score.Shape;

    internal sealed override Preference Replace(Preference preference) =>
        preference with { Score = preference.Score with { Shape = this } };

    /// <summary>s: reverse KL, the score as it is.</summary>
    public sealed record Identity : Shape
    {
        public override Expr Apply(Expr score, Slot slot) => score;
    }

    /// <summary>−e^(−s): forward KL.</summary>
    public sealed record ForwardKl : Shape
    {
        public override Expr Apply(Expr score, Slot slot) => -(-score).Exp();
    }

    /// <summary>log σ(s): Jensen–Shannon, up to a constant that cancels in a difference.</summary>
    public sealed record JensenShannon : Shape
    {
        public override Expr Apply(Expr score, Slot slot) => score.LogSigmoid();
    }

    /// <summary>e^((α−1)·s) / (α−1), the exponent held at or below 80: α-divergence. Its limit α → 1 is the reverse
    /// KL up to a constant, and is refused: choose <see cref="Identity"/>.</summary>
    /// <remarks>Deviation: TRL before 0.29 and ms-swift count the coefficient as 1 − α, so that their 1 is the forward
    /// KL. TRL holds the exponent at 11 in half precision; evidence is float32 or float64 here.</remarks>
    /// <param name="Alpha">α ≠ 1.</param>
    public sealed record AlphaDivergence(double Alpha) : Shape
    {
        public double Alpha { get; } = Bounds.Except(Alpha, 1, "AlphaDivergence α");

        public override Expr Apply(Expr score, Slot slot) =>
            ((Alpha - 1) * score).Clamp(double.NegativeInfinity, 80).Exp() / (Alpha - 1);
    }

    /// <summary>f(s)/|y|: a shape of the sum, then the mean. What TRL from 0.29 on makes of an f-divergence under a
    /// length-normalised loss; <see cref="Over.Mean"/> takes the mean first. The identity gives the mean
    /// token.</summary>
    /// <param name="Inner">f.</param>
    public sealed record Averaged(Shape Inner) : Shape
    {
        public override Expr Apply(Expr score, Slot slot) =>
            Inner.Apply(score, slot) / Over.Length(Quantity.Mask.At(slot).ToExpr(), slot);
    }

    /// <summary>log(eˢ / (1 − eˢ)) with s a mean token log-probability: the odds of an answer. ORPO, Hong et al. 2024,
    /// eq. 4 (arXiv:2403.07691).</summary>
    public sealed record LogOdds : Shape
    {
        public override Expr Apply(Expr score, Slot slot) => score - score.Log1mExp();

        internal override void Admit(Score score)
        {
            if (score.Against is not Against.None) throw new ArgumentException(
                $"{nameof(LogOdds)}: expected a score below "
                + $"0, a log-probability, got one against {score.Against.GetType().Name}. "
                + "Compose With(NoReference) first.");
        }
    }

    /// <summary>s + ĝ, ĝ the answer's summed reference log-probability, scaled by β and put on [0, 1] over the answers
    /// of the batch: (g − min g) / (max g − min g + 1e-6), g = offset + β·Σ log π_ref, a constant. MMPO
    /// (arXiv:2510.22881), the author's May-2025 code.</summary>
    /// <param name="Beta">β &gt; 0; the author tries 0.01 … 0.5.</param>
    /// <param name="Epsilon">ε: the chosen answer's offset, 0.9; the rejected answer's is 1 − ε.</param>
    public sealed record Prior(double Beta, double Epsilon) : Shape
    {
        private static readonly Symbol Scaled = new("ĝ(#1)", @"\hat g(#1)", "prior");
        private static readonly Symbol Unscaled = new("g(#1)", "g(#1)", "raw_prior");
        private static readonly Symbol Low = new("g₋", "g_-", "lowest");
        private static readonly Symbol High = new("g₊", "g_+", "highest");
        private static readonly Score Frozen = new(new Against.OnlyReference(), new Tokens.Response(), new Over.Sum());

        public double Beta { get; } = Bounds.Positive(Beta, "Prior β");

        public double Epsilon { get; } = Bounds.Share(Epsilon, "Prior ε");

        public override Expr Apply(Expr score, Slot slot)
        {
            var (chosen, rejected) = (Raw(Expressions.Slot.Chosen), Raw(Expressions.Slot.Rejected));
            var low = chosen.MinPairs().Min(rejected.MinPairs()).As(Low);
            var high = chosen.MaxPairs().Max(rejected.MaxPairs()).As(High);
            return score + ((Raw(slot) - low) / (high - low + 1e-6)).As(Scaled, slot);
        }

        private Expr Raw(Slot slot) => (Offset(slot) + Beta * Frozen.Fold(slot)).As(Unscaled, slot);

        /// <summary>In decimal, so that 1 − 0.9 is the number that is meant, 0.1.</summary>
        private double Offset(Slot slot) => slot == Expressions.Slot.Chosen ? Epsilon : (double)(1 - (decimal)Epsilon);
    }
}
