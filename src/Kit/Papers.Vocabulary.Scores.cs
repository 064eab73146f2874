using Kit.Expressions;
using Kit.Parts;

namespace Kit;

/// <summary>The words for scores, margins and weights.</summary>
public static partial class Papers
{
    /// <summary>β, whatever the link; <see cref="Scale"/>.</summary>
    /// <param name="value">1/nat.</param>
    public static Scale Beta(double value) => new(value);

    /// <summary>Reverse KL, the score as it is; <see cref="Shape.Identity"/>.</summary>
    public static Shape ReverseKl => new Shape.Identity();

    /// <summary>Forward KL in the place of reverse; <see cref="Shape.ForwardKl"/>.</summary>
    public static Shape ForwardKl => new Shape.ForwardKl();

    /// <summary>Jensen–Shannon in the place of reverse KL; <see cref="Shape.JensenShannon"/>.</summary>
    public static Shape JensenShannon => new Shape.JensenShannon();

    /// <summary>α-divergence in the place of reverse KL; <see cref="Shape.AlphaDivergence"/>.</summary>
    /// <param name="alpha">α ≠ 1.</param>
    public static Shape AlphaDivergence(double alpha) => new Shape.AlphaDivergence(alpha);

    /// <summary>Odds in the place of likelihood; <see cref="Shape.LogOdds"/>.</summary>
    public static Shape LogOdds => new Shape.LogOdds();

    /// <summary>No divergence in the score; <see cref="Correction.None"/>.</summary>
    public static Correction NoCorrection => new Correction.None();

    /// <summary>TDPO1's divergence; <see cref="Correction.Divergence"/>.</summary>
    public static Correction Divergence => new Correction.Divergence();

    /// <summary>TDPO2's divergence; <see cref="Correction.OneSided"/>.</summary>
    /// <param name="alpha">α; the authors' 0.5.</param>
    public static Correction OneSidedDivergence(double alpha = 0.5) => new Correction.OneSided(alpha);

    /// <summary>BMC's weights on tokens that differ; <see cref="Tokens.Bridged"/>.</summary>
    /// <param name="delta">δ, the largest extra weight.</param>
    public static Tokens Bridged(double delta = 2) => new Tokens.Bridged(delta);

    /// <summary>Marked tokens weigh more; <see cref="Tokens.Emphasised"/>.</summary>
    /// <param name="gamma">γ, how much more; the authors' 5.</param>
    public static Tokens Emphasised(double gamma = 5) => new Tokens.Emphasised(gamma);

    /// <summary>LD-DPO's tail; <see cref="Tokens.Tail"/>.</summary>
    /// <param name="alpha">α, 0 … 1.</param>
    /// <param name="models">Whose log-probabilities.</param>
    public static Tokens Tail(double alpha, Models models = Models.Both) => new Tokens.Tail(alpha, models);

    /// <summary>Two answers, or two views of one; <see cref="Comparison.Pair"/>.</summary>
    public static Comparison Between(Slot winner, Slot loser) => new Comparison.Pair(winner, loser);

    /// <summary>One answer that is wanted; <see cref="Comparison.Point"/>.</summary>
    public static Comparison Wanted(Slot answer) => new Comparison.Point(answer, Stance.Wanted);

    /// <summary>One answer that is not wanted; <see cref="Comparison.Point"/>.</summary>
    public static Comparison Unwanted(Slot answer) => new Comparison.Point(answer, Stance.Unwanted);

    /// <summary>One margin for all pairs; <see cref="Target.None"/>.</summary>
    public static Target NoTarget => new Target.None();

    /// <summary>R-DPO's length margin; <see cref="Target.LengthGap"/>.</summary>
    /// <param name="alpha">α, 1/token.</param>
    public static Target LengthGap(double alpha) => new Target.LengthGap(alpha);

    /// <summary>The annotator's margin; <see cref="Target.Graded"/>.</summary>
    public static Target Graded => new Target.Graded();

    /// <summary>WPO's weight; <see cref="Importance.OnPolicy"/>.</summary>
    public static Importance OnPolicy => new Importance.OnPolicy();

    /// <summary>All pairs alike; <see cref="Importance.Uniform"/>.</summary>
    public static Importance Uniform => new Importance.Uniform();

    /// <summary>A doubt given with every pair; <see cref="Tilt.PerPair"/>.</summary>
    public static Tilt DoubtPerPair => new Tilt.PerPair();

    /// <summary>1 − σ(βh); <see cref="Link.Bounded"/>.</summary>
    /// <param name="beta">β, 1/nat.</param>
    public static Link Bounded(double beta = 0.1) => new Link.Bounded(beta);

    /// <summary>A penalty of one's own: <c>Penalty("exponential", 0.1, z => (-z).Exp())</c>.</summary>
    /// <param name="name">For metrics.</param>
    /// <param name="beta">β, 1/nat.</param>
    /// <param name="body">From z = βh, [B], to the penalty, [B]; called once.</param>
    public static Link Penalty(string name, double beta, Func<Expr, Expr> body) =>
        new Link.Written(name, beta, body(Argument), []);

    /// <summary>A penalty of one's own that reads a number which batches hand on, such as a running mean.</summary>
    /// <param name="name">For metrics.</param>
    /// <param name="beta">β, 1/nat.</param>
    /// <param name="body">From z = βh, [B], to the penalty, [B]; called once.</param>
    /// <param name="state">From z, [B], to the number and how a batch renews it; called once.</param>
    public static Link Penalty(string name, double beta, Func<Expr, Expr> body, Func<Expr, Statistic> state) =>
        new Link.Written(name, beta, body(Argument), [state(Argument)]);

    private static Expr Argument => Quantity.Z.At(Slot.None).ToExpr();

    /// <summary>A term of one's own, [B] or []; <see cref="Written"/>.</summary>
    public static Term Term(string name, Expr body) => new Written(name, body);
}
