using Kit.Expressions;

namespace Kit.Parts;

/// <summary>Turns a margin h = s(y_w) − s(y_l) into a penalty, pair by pair: [B] → [B].</summary>
public abstract record Link : Part
{
    private Link() { }

    /// <summary>What one nat of score is worth in <c>rewards/*</c>: β of the formula, whatever else is in the mixture.
    /// </summary>
    public abstract double Scale { get; }

    /// <summary>The penalty of a margin, [B] → [B].</summary>
    public abstract Expr Apply(Expr margin, Tilt tilt);

    internal sealed override string Slot => "link";

    internal sealed override Objective Refine(Objective objective) => objective.With(this);

    /// <summary>Refuses a tilt that the link would not read.</summary>
    internal virtual Tilt Admit(Tilt tilt) => tilt is Tilt.None ? tilt : throw new ArgumentException(
        $"{tilt.Title}: expected a link that reads a tilt, got {Title}. "
        + "Choose With(Logistic(beta)) for the link, or leave the labels as given, With(NoTilt).");

    /// <summary>For messages.</summary>
    internal abstract string Title { get; }

    /// <summary>The penalty as a formula of h.</summary>
    public sealed override string ToString() => Apply(H.At(Expressions.Slot.None).ToExpr(), new Tilt.None()).ToString();

    private static Quantity H => new("h", Per.Pair, Flow.Constant, new Symbol("h"));

    /// <summary>−log σ(βh − γ). DPO, Rafailov et al. 2023, eq. 7 (arXiv:2305.18290); γ from SimPO, Meng et al. 2024,
    /// eq. 6 (arXiv:2405.14734). γ = 0 gives DPO.</summary>
    /// <param name="Beta">β &gt; 0, inverse temperature, 1/nat; the DPO paper's 0.1.</param>
    /// <param name="Gamma">γ, target margin, dimensionless (not SimPO's ratio γ/β).</param>
    public sealed record Logistic(double Beta = 0.1, double Gamma = 0) : Link
    {
        public double Beta { get; } = Bounds.Positive(Beta, "Logistic β");

        public double Gamma { get; } = Bounds.Finite(Gamma, "Logistic γ");

        public override double Scale => Beta;

        internal override string Title => nameof(Logistic);

        public override Expr Apply(Expr margin, Tilt tilt) => tilt.Apply(this, margin);

        internal override Tilt Admit(Tilt tilt) => tilt;
    }

    /// <summary>max(0, 1 − βh). SLiC-HF, Zhao et al. 2023 (arXiv:2305.10425); with a reference: RSO's
    /// hinge-norm, Liu et al. 2023 (arXiv:2309.06657).</summary>
    /// <param name="Beta">β &gt; 0, the reciprocal of the margin in nats, 1/nat.</param>
    public sealed record Hinge(double Beta = 0.1) : Link
    {
        public double Beta { get; } = Bounds.Positive(Beta, "Hinge β");

        public override double Scale => Beta;

        internal override string Title => nameof(Hinge);

        public override Expr Apply(Expr margin, Tilt tilt)
        {
            Admit(tilt);
            return (1 - Beta * margin).Relu();
        }
    }

    /// <summary>(h − 1/(2τ))². IPO, Azar et al. 2023, eq. 17 (arXiv:2310.12036): regression to a margin, no
    /// saturation.</summary>
    /// <param name="Tau">τ &gt; 0, strength of the regularisation, 1/nat; often called β.</param>
    public sealed record Square(double Tau = 0.1) : Link
    {
        public double Tau { get; } = Bounds.Positive(Tau, "Square τ");

        public override double Scale => Tau;

        internal override string Title => nameof(Square);

        public override Expr Apply(Expr margin, Tilt tilt)
        {
            Admit(tilt);
            return (margin - 1 / (2 * Tau)).Square();
        }
    }
}
