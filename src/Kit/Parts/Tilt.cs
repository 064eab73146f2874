using System.Globalization;
using Kit.Expressions;

namespace Kit.Parts;

/// <summary>How far the label of a pair is trusted, by a logistic link: h → penalty, [B] → [B].</summary>
/// <remarks>With z = βh − γ − τ: log σ(−z) = log σ(z) − z, so smoothing adds +εz and debiasing −εz/(1−2ε) to −log σ(z):
/// one tilt with opposite signs.</remarks>
public abstract record Tilt : PreferencePart
{
    private static readonly Symbol Z = new("z");

    private Tilt() { }

    /// <summary>The penalty of a margin under a logistic link, [B] → [B].</summary>
    public abstract Expr Apply(Link.Logistic link, Expr margin, Expr target);

    internal sealed override string Slot => "tilt";

    internal sealed override Refinement Occupant(Preference preference) => preference.Tilt;

    internal sealed override Preference Replace(Preference preference) => preference with { Tilt = this };

    /// <summary>For messages.</summary>
    internal abstract string Title { get; }

    /// <summary>z = βh − γ − τ.</summary>
    private static Expr Argument(Link.Logistic link, Expr margin, Expr target) =>
        link.Beta * margin - link.Gamma - target;

    private static string Say(string what, string letter, double value) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} ({letter} = {value})");

    /// <summary>−log σ(z): labels as given.</summary>
    public sealed record None : Tilt
    {
        internal override string Title => "no tilt";

        public override Expr Apply(Link.Logistic link, Expr margin, Expr target) =>
            -Argument(link, margin, target).LogSigmoid();
    }

    /// <summary>−(1−ε)·log σ(z) − ε·log σ(−z). Label smoothing, conservative DPO (cDPO), Mitchell 2023. Its optimum is
    /// finite: z* = log((1−ε)/ε). ε = 0 gives DPO.</summary>
    /// <param name="Epsilon">ε, the share of labels taken as wrong, 0 ≤ ε &lt; ½.</param>
    public sealed record Smoothing(double Epsilon) : Tilt
    {
        public double Epsilon { get; } = Bounds.Doubt(Epsilon, "Smoothing ε");

        internal override string Title => Say("label smoothing", "ε", Epsilon);

        public override Expr Apply(Link.Logistic link, Expr margin, Expr target)
        {
            var z = Argument(link, margin, target).As(Z);
            return -((1 - Epsilon) * z.LogSigmoid()) - Epsilon * (-z).LogSigmoid();
        }
    }

    /// <summary>[−(1−ε)·log σ(z) + ε·log σ(−z)] / (1−2ε). Robust DPO (rDPO), Chowdhury et al. 2024 (arXiv:2403.00409):
    /// unbiased for clean labels of which a share ε was flipped. Unbounded below. ε = 0 gives DPO.</summary>
    /// <param name="Epsilon">ε, the rate of flipped labels, 0 ≤ ε &lt; ½.</param>
    public sealed record Debias(double Epsilon) : Tilt
    {
        public double Epsilon { get; } = Bounds.Doubt(Epsilon, "Debias ε");

        internal override string Title => Say("debiasing", "ε", Epsilon);

        public override Expr Apply(Link.Logistic link, Expr margin, Expr target)
        {
            var z = Argument(link, margin, target).As(Z);
            return (Epsilon * (-z).LogSigmoid() - (1 - Epsilon) * z.LogSigmoid()) / (1 - 2 * Epsilon);
        }
    }

    /// <summary>−(1−w)·log σ(βh − γ) − w·log σ(−βh − γ) with w = sg(λ·1[h &lt; 0]). Dynamic label smoothing, LeanPO,
    /// Wang et al. 2025 (arXiv:2506.05260):
    /// only pairs that the policy still ranks the wrong way are doubted. λ = 0 gives <see cref="None"/>.</summary>
    /// <remarks>Deviation: the paper's formula could not be read; this is what the authors' code computes, including
    /// γ with the same sign in both logarithms (an inverted pair would have +γ). At γ = 0, their setting, that is moot.
    /// </remarks>
    /// <param name="Lambda">λ, the doubt in a mis-ranked pair, 0 ≤ λ &lt; ½; LeanPO's 0.1.</param>
    public sealed record Dynamic(double Lambda) : Tilt
    {
        private static readonly Symbol Doubt = new("w");

        public double Lambda { get; } = Bounds.Doubt(Lambda, "DynamicSmoothing λ");

        internal override string Title => Say("dynamic label smoothing", "λ", Lambda);

        public override Expr Apply(Link.Logistic link, Expr margin, Expr target)
        {
            var scaled = link.Beta * margin;
            var w = (Lambda * margin.IsNegative()).Detach().As(Doubt);
            return -((1 - w) * (scaled - link.Gamma - target).LogSigmoid())
                - w * (-scaled - link.Gamma - target).LogSigmoid();
        }
    }

    /// <summary>−log σ(z) + α_b·z, α given with the pair: its own doubt. UPO, Wang et al. 2024 (arXiv:2409.11212), with
    /// α = 1/(P + 1) from the estimator's confidence P. α &gt; ½ reverses the label.</summary>
    /// <remarks>Deviation: the released code trains plain DPO; this is the paper's formula.</remarks>
    public sealed record PerPair : Tilt
    {
        internal override string Title => "smoothing per pair";

        public override Expr Apply(Link.Logistic link, Expr margin, Expr target)
        {
            var z = Argument(link, margin, target).As(Z);
            return -z.LogSigmoid() + Quantity.Doubt.At(Expressions.Slot.None).ToExpr() * z;
        }
    }
}
