using Kit.Expressions;

namespace Kit.Parts;

/// <summary>ψ: the loss of a token from its ratio w and its advantage A, same axes in and out; how far one batch of
/// rollouts may move the policy.</summary>
public abstract record Clip : PolicyPart
{
    private Clip() { }

    /// <summary>ψ(w, A), [B, T] or [B].</summary>
    public abstract Expr Apply(Expr ratio, Expr advantage);

    internal sealed override string Slot => "clip";

    internal sealed override Refinement Occupant(PolicyGradient gradient) => gradient.Clip;

    internal sealed override PolicyGradient Replace(PolicyGradient gradient) => gradient with { Clip = this };

    /// <summary>Indicators whose means are reported.</summary>
    internal virtual Sequence<Metric> Metrics(Expr ratio, Expr advantage) => [];

    internal virtual Sequence<string> Remarks => [];

    private static Expr Pessimistic(Expr unclipped, Expr ratio, Expr advantage, double low, double high) =>
        -(unclipped * advantage).Min(ratio.Clamp(1 - low, 1 + high) * advantage);

    /// <summary>TRL's names: below the band with A &lt; 0, above it with A > 0, either.</summary>
    private static Sequence<Metric> Shares(Expr ratio, Expr advantage, double low, double high)
    {
        var below = (ratio - (1 - low)).IsNegative() * advantage.IsNegative();
        var above = (ratio - (1 + high)).IsPositive() * advantage.IsPositive();
        return
        [
            new("clip_ratio/low_mean", below), new("clip_ratio/high_mean", above),
            new("clip_ratio/region_mean", below + above),
        ];
    }

    /// <summary>−w·A: importance sampling without a bound.</summary>
    public sealed record None : Clip
    {
        public override Expr Apply(Expr ratio, Expr advantage) => -(ratio * advantage);
    }

    /// <summary>−min(w·A, clip(w, 1−ε₋, 1+ε₊)·A). PPO, Schulman et al. 2017, eq. 7 (arXiv:1707.06347); ε₊ > ε₋ is
    /// DAPO's clip-higher, Yu et al. 2025, eq. 8 (arXiv:2503.14476). It bounds what is gained, not what is
    /// lost.</summary>
    /// <param name="Low">ε₋, 0 … 1; PPO's 0.2.</param>
    /// <param name="High">ε₊ > 0; PPO's 0.2, DAPO's 0.28.</param>
    public sealed record Band(double Low = 0.2, double High = 0.2) : Clip
    {
        public double Low { get; } = Bounds.Share(Low, "Band ε₋");

        public double High { get; } = Bounds.Positive(High, "Band ε₊");

        public override Expr Apply(Expr ratio, Expr advantage) => Pessimistic(ratio, ratio, advantage, Low, High);

        internal override Sequence<Metric> Metrics(Expr ratio, Expr advantage) => Shares(ratio, advantage, Low, High);
    }

    /// <summary>−min(min(w, δ)·A, clip(w, 1−ε₋, 1+ε₊)·A): the loss of a bad token that became likelier is bounded too.
    /// Dual-clip PPO, Ye et al. 2020 (arXiv:1912.09729); two-sided GRPO of INTELLECT-2, 2025
    /// (arXiv:2505.07291); TRL's <c>delta</c>. δ → ∞ gives <see cref="Band"/>.</summary>
    /// <param name="Low">ε₋, 0 … 1.</param>
    /// <param name="High">ε₊ > 0.</param>
    /// <param name="Delta">δ > 1 + ε₊; INTELLECT-2's 4.</param>
    public sealed record TwoSided(double Low = 0.2, double High = 0.2, double Delta = 4) : Clip
    {
        public double Low { get; } = Bounds.Share(Low, "TwoSided ε₋");

        public double High { get; } = Bounds.Positive(High, "TwoSided ε₊");

        public double Delta { get; } = Bounds.Positive(Delta, "TwoSided δ");

        public override Expr Apply(Expr ratio, Expr advantage) =>
            Pessimistic(ratio.AtMost(Delta), ratio, advantage, Low, High);

        internal override Sequence<Metric> Metrics(Expr ratio, Expr advantage) => Shares(ratio, advantage, Low, High);

        internal override Sequence<string> Remarks => Delta > 1 + High ? [] :
            ["The cap δ lies inside the band, δ ≤ 1 + ε₊: good tokens stop before the band does. Choose a larger δ."];
    }

    /// <summary>−sg(min(w, ε₊))·A·log π: the weight is bounded, the gradient of no token is cut. CISPO, MiniMax-M1
    /// 2025, eq. 4–5 (arXiv:2506.13585).</summary>
    /// <param name="High">ε₊ > 0, the largest weight itself, not its distance from 1; TRL recommends the 5 of ScaleRL,
    /// Khatri et al. 2025 (arXiv:2510.13786).</param>
    public sealed record Detached(double High = 5) : Clip
    {
        public double High { get; } = Bounds.Positive(High, "Detached ε₊");

        public override Expr Apply(Expr ratio, Expr advantage)
        {
            var logp = RolloutTerm.Of(Quantity.PolicyLogp);
            return -((ratio.AtMost(High).Detach() * advantage).Expand(logp.Axes) * logp);
        }

        internal override Sequence<Metric> Metrics(Expr ratio, Expr advantage) =>
            [new("cispo_clip_ratio", (ratio - High).IsPositive() * advantage.IsPositive())];
    }

    /// <summary>−A·(4/τ)·σ(τ·(w − 1)), τ by the sign of A: a gate in the place of a clip, slope A at w = 1. Soft
    /// adaptive policy optimisation (SAPO), Gao et al. 2025 (arXiv:2511.20347); TRL's <c>sapo</c>. Not self-augmented
    /// preference optimisation of the same letters.</summary>
    /// <param name="Positive">τ where A > 0; the authors' 1.</param>
    /// <param name="Negative">τ where A ≤ 0; the authors' 1.05: bad tokens are let go sooner.</param>
    public sealed record Soft(double Positive = 1, double Negative = 1.05) : Clip
    {
        private static readonly Symbol Tau = new("τ(#1)", @"\tau(#1)", "temperature");

        public double Positive { get; } = Bounds.Positive(Positive, "Soft τ₊");

        public double Negative { get; } = Bounds.Positive(Negative, "Soft τ₋");

        public override Expr Apply(Expr ratio, Expr advantage)
        {
            var good = advantage.IsPositive();
            var tau = (Negative + (Positive - Negative) * good).Detach().As(Tau, RolloutTerm.Answer);
            return -(4 * (tau * (ratio - 1)).Sigmoid() * advantage / tau);
        }
    }
}
