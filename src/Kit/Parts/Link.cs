using Kit.Expressions;

namespace Kit.Parts;

/// <summary>Turns a margin into a penalty, pair by pair: [B] → [B].</summary>
public abstract record Link : PreferencePart
{
    private static readonly Symbol Z = new("z");

    private Link() { }

    /// <summary>What one nat of score is worth in <c>rewards/*</c>: β of the formula, whatever else is in the mixture.
    /// </summary>
    public abstract double Scale { get; }

    /// <summary>The penalty of a margin, [B] → [B].</summary>
    /// <param name="margin">h, [B], nats.</param>
    /// <param name="target">τ, [B] or [], dimensionless.</param>
    /// <param name="tilt">How far the label is trusted.</param>
    public abstract Expr Apply(Expr margin, Expr target, Tilt tilt);

    /// <summary>The penalty of a margin under the link's own target.</summary>
    public Expr Apply(Expr margin, Tilt tilt) => Apply(margin, Expr.From(0), tilt);

    /// <summary>The same link with another β.</summary>
    public abstract Link Scaled(double beta);

    internal sealed override string Slot => "link";

    /// <summary>For metrics: lower-case words.</summary>
    internal abstract string Name { get; }

    internal sealed override Refinement Occupant(Preference preference) => preference.Link;

    internal sealed override Preference Replace(Preference preference) => preference with { Link = this };

    /// <summary>Refuses a tilt that the link would not read.</summary>
    internal virtual Tilt Admit(Tilt tilt) => tilt is Tilt.None ? tilt : throw new ArgumentException(
        $"{tilt.Title}: expected a link that reads a tilt, got {Title}. "
        + "Choose With(Logistic(beta)) for the link, or leave the labels as given, With(NoTilt).");

    /// <summary>Refuses a target that the link would not read.</summary>
    internal virtual Target Admit(Target target) => target;

    /// <summary>For messages.</summary>
    internal string Title => GetType().Name;

    /// <summary>The penalty as a formula of h.</summary>
    public sealed override string ToString() => Apply(H.At(Expressions.Slot.None).ToExpr(), new Tilt.None()).ToString();

    private static Quantity H => new("h", Per.Pair, Flow.Constant, new Symbol("h"));

    private ArgumentException Unread(Target target) => new(
        $"{target.Title}: expected a link that reads a target, got {Title}. "
        + "Choose With(Logistic(beta)) for the link, or ask for no target, With(NoTarget).");

    /// <summary>−log σ(βh − γ − τ). DPO, Rafailov et al. 2023, eq. 7 (arXiv:2305.18290); γ from SimPO, Meng et al. 2024,
    /// eq. 6 (arXiv:2405.14734). γ = 0 gives DPO.</summary>
    /// <param name="Beta">β &gt; 0, inverse temperature, 1/nat; the DPO paper's 0.1.</param>
    /// <param name="Gamma">γ, target margin, dimensionless (not SimPO's ratio γ/β).</param>
    public sealed record Logistic(double Beta = 0.1, double Gamma = 0) : Link
    {
        public double Beta { get; init; } = Bounds.Positive(Beta, "Logistic β");

        public double Gamma { get; } = Bounds.Finite(Gamma, "Logistic γ");

        public override double Scale => Beta;

        internal override string Name => "logistic";

        public override Expr Apply(Expr margin, Expr target, Tilt tilt) => tilt.Apply(this, margin, target);

        public override Link Scaled(double beta) => new Logistic(beta, Gamma);

        internal override Tilt Admit(Tilt tilt) => tilt;
    }

    /// <summary>max(0, 1 − βh + τ). SLiC-HF, Zhao et al. 2023 (arXiv:2305.10425); with a reference: RSO's
    /// hinge-norm, Liu et al. 2023 (arXiv:2309.06657).</summary>
    /// <param name="Beta">β &gt; 0, the reciprocal of the margin in nats, 1/nat.</param>
    public sealed record Hinge(double Beta = 0.1) : Link
    {
        public double Beta { get; } = Bounds.Positive(Beta, "Hinge β");

        public override double Scale => Beta;

        internal override string Name => "hinge";

        public override Expr Apply(Expr margin, Expr target, Tilt tilt)
        {
            Admit(tilt);
            return (1 - Beta * margin + target).Relu();
        }

        public override Link Scaled(double beta) => new Hinge(beta);
    }

    /// <summary>(h − 1/(2τ))²: regression to a fixed margin, so it does not saturate. IPO, Azar et al. 2023, eq. 17
    /// (arXiv:2310.12036).</summary>
    /// <param name="Tau">τ &gt; 0, 1/nat; also the scale of <c>rewards/*</c>, where TRL has it called β.</param>
    public sealed record Square(double Tau = 0.1) : Link
    {
        public double Tau { get; } = Bounds.Positive(Tau, "Square τ");

        public override double Scale => Tau;

        internal override string Name => "square";

        public override Expr Apply(Expr margin, Expr target, Tilt tilt)
        {
            Admit(tilt);
            return (margin - 1 / (2 * Tau)).Square();
        }

        public override Link Scaled(double beta) => new Square(beta);

        internal override Target Admit(Target target) => target is Target.None ? target : throw Unread(target);
    }

    /// <summary>h²: regression of a score to its baseline. SPPO, Wu et al. 2024, eq. 4.6 (arXiv:2405.00675).</summary>
    /// <param name="Beta">β &gt; 0, for <c>rewards/*</c> alone.</param>
    public sealed record Residual(double Beta) : Link
    {
        public double Beta { get; } = Bounds.Positive(Beta, "Residual β");

        public override double Scale => Beta;

        internal override string Name => "residual";

        public override Expr Apply(Expr margin, Expr target, Tilt tilt)
        {
            Admit(tilt);
            return margin.Square();
        }

        public override Link Scaled(double beta) => new Residual(beta);

        internal override Target Admit(Target target) => target is Target.None ? target : throw Unread(target);
    }

    /// <summary>1 − σ(βh − τ): bounded, so that neither outliers nor flipped labels pull for ever. KTO, Ethayarajh et
    /// al. 2024, eq. 8 (arXiv:2402.01306); APO, D'Oosterlinck et al. 2024 (arXiv:2408.06266).</summary>
    /// <param name="Beta">β &gt; 0, 1/nat.</param>
    public sealed record Bounded(double Beta = 0.1) : Link
    {
        public double Beta { get; } = Bounds.Positive(Beta, "Bounded β");

        public override double Scale => Beta;

        internal override string Name => "bounded";

        public override Expr Apply(Expr margin, Expr target, Tilt tilt)
        {
            Admit(tilt);
            return 1 - (Beta * margin - target).Sigmoid();
        }

        public override Link Scaled(double beta) => new Bounded(beta);
    }

    /// <summary>σ(z)·(log σ(z) − log(1−ε)) + σ(−z)·(log σ(−z) − log ε), z = βh − τ: reverse KL of the policy's
    /// preference to the smoothed label. EXO, Ji et al. 2024, eq. 16 (arXiv:2402.00856).</summary>
    /// <param name="Beta">β &gt; 0, 1/nat.</param>
    /// <param name="Epsilon">ε, 0 &lt; ε &lt; 1; TRL's 1e-3 where it is given 0.</param>
    public sealed record Exo(double Beta = 0.1, double Epsilon = 1e-3) : Link
    {
        public double Beta { get; } = Bounds.Positive(Beta, "Exo β");

        public double Epsilon { get; } = Bounds.Open(Epsilon, "Exo ε");

        public override double Scale => Beta;

        internal override string Name => "exo";

        public override Expr Apply(Expr margin, Expr target, Tilt tilt)
        {
            Admit(tilt);
            var z = (Beta * margin - target).As(Z);
            return z.Sigmoid() * (z.LogSigmoid() - Math.Log(1 - Epsilon))
                + (-z).Sigmoid() * ((-z).LogSigmoid() - Math.Log(Epsilon));
        }

        public override Link Scaled(double beta) => new Exo(beta, Epsilon);
    }

    /// <summary>(1 − c)·(−log σ(z)) + c·e^(−z), c = σ(z/t), z = βh − τ: a loss that a language model proposed. DiscoPOP,
    /// Lu et al. 2024, eq. 5 (arXiv:2406.08414).</summary>
    /// <param name="Beta">β &gt; 0, 1/nat.</param>
    /// <param name="Temperature">t &gt; 0; the authors' 0.05.</param>
    public sealed record Disco(double Beta = 0.1, double Temperature = 0.05) : Link
    {
        private static readonly Symbol Share = new("c");

        public double Beta { get; } = Bounds.Positive(Beta, "Disco β");

        public double Temperature { get; } = Bounds.Positive(Temperature, "Disco t");

        public override double Scale => Beta;

        internal override string Name => "disco";

        public override Expr Apply(Expr margin, Expr target, Tilt tilt)
        {
            Admit(tilt);
            var z = (Beta * margin - target).As(Z);
            var c = (z / Temperature).Sigmoid().As(Share);
            return -((1 - c) * z.LogSigmoid()) + c * (-z).Exp();
        }

        public override Link Scaled(double beta) => new Disco(beta, Temperature);
    }

    /// <summary>A penalty of one's own: any expression of z = βh − τ. Made by <see cref="Papers.Penalty"/>.</summary>
    /// <param name="Word">For metrics and messages.</param>
    /// <param name="Beta">β &gt; 0, 1/nat.</param>
    /// <param name="Body">An expression over <see cref="Quantity.Z"/>, [B].</param>
    public sealed record Written(string Word, double Beta, Expr Body) : Link
    {
        public double Beta { get; } = Bounds.Positive(Beta, $"{Word} β");

        public override double Scale => Beta;

        internal override string Name => Word;

        public override Expr Apply(Expr margin, Expr target, Tilt tilt)
        {
            Admit(tilt);
            return Body.Replace(Quantity.Z.At(Expressions.Slot.None), (Beta * margin - target).As(Z));
        }

        public override Link Scaled(double beta) => new Written(Word, beta, Body);
    }
}
