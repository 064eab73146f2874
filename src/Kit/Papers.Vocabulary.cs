using Kit.Expressions;
using Kit.Parts;

namespace Kit;

/// <summary>The words that refine an objective.</summary>
public static partial class Papers
{
    /// <summary>The mean token instead of the sum; <see cref="Over.Mean"/>.</summary>
    public static Over LengthNorm => new Over.Mean();

    /// <summary>The sum over tokens; <see cref="Over.Sum"/>.</summary>
    public static Over TokenSum => new Over.Sum();

    /// <summary>No reference model; <see cref="Against.None"/>.</summary>
    public static Against NoReference => new Against.None();

    /// <summary>Against a frozen reference; <see cref="Against.Reference"/>.</summary>
    public static Against WithReference => new Against.Reference();

    /// <summary>Only tokens inside marked spans; <see cref="Tokens.Spans"/>.</summary>
    public static Tokens Spans => new Tokens.Spans();

    /// <summary>Every token of the answer; <see cref="Tokens.Response"/>.</summary>
    public static Tokens WholeResponse => new Tokens.Response();

    /// <summary>Labels as given; <see cref="Tilt.None"/>.</summary>
    public static Tilt NoTilt => new Tilt.None();

    /// <summary>Σ_t KL(π_ref ‖ π) on the chosen answer; <see cref="TokenDivergence"/>.</summary>
    public static Term TokenKL => new TokenDivergence();

    /// <summary>−mean_t log π(y_w), each answer its own mean; <see cref="Averaging.Sequence"/>.</summary>
    public static Term ChosenNll => new Nll(Slot.Chosen, new Averaging.Sequence());

    /// <summary>−log π(y_w) averaged over all chosen tokens of the batch; <see cref="Averaging.Token"/>.</summary>
    public static Term ChosenNllPerToken => new Nll(Slot.Chosen, new Averaging.Token());

    /// <summary>−Σ_t log π(y_w); <see cref="Averaging.Total"/>.</summary>
    public static Term ChosenNllSum => new Nll(Slot.Chosen, new Averaging.Total());

    /// <summary>−log σ(βh − γ); <see cref="Link.Logistic"/>.</summary>
    /// <param name="beta">β, 1/nat; the DPO paper's 0.1.</param>
    /// <param name="gamma">γ, dimensionless.</param>
    public static Link Logistic(double beta = 0.1, double gamma = 0) => new Link.Logistic(beta, gamma);

    /// <summary>max(0, 1 − βh); <see cref="Link.Hinge"/>.</summary>
    /// <param name="beta">β, 1/nat.</param>
    public static Link Hinge(double beta = 0.1) => new Link.Hinge(beta);

    /// <summary>(h − 1/(2τ))²; <see cref="Link.Square"/>.</summary>
    /// <param name="tau">τ, 1/nat.</param>
    public static Link Square(double tau = 0.1) => new Link.Square(tau);

    /// <summary>Label smoothing; <see cref="Tilt.Smoothing"/>.</summary>
    /// <param name="epsilon">ε, 0 ≤ ε &lt; ½.</param>
    public static Tilt Smoothing(double epsilon) => new Tilt.Smoothing(epsilon);

    /// <summary>Debiasing for flipped labels; <see cref="Tilt.Debias"/>.</summary>
    /// <param name="epsilon">ε, 0 ≤ ε &lt; ½.</param>
    public static Tilt Debias(double epsilon) => new Tilt.Debias(epsilon);

    /// <summary>Smoothing of mis-ranked pairs only; <see cref="Tilt.Dynamic"/>.</summary>
    /// <param name="lambda">λ, 0 ≤ λ &lt; ½; LeanPO's 0.1.</param>
    public static Tilt DynamicSmoothing(double lambda) => new Tilt.Dynamic(lambda);
}
