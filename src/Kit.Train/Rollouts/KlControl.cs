using System.Diagnostics;

namespace Kit.Train.Rollouts;

/// <summary>What becomes of κ, the reward per nat of divergence, from rollout to rollout.</summary>
public abstract record KlControl
{
    private KlControl() { }

    /// <summary>κ stays. VLM-RLAIF's and TRL's.</summary>
    public static KlControl Fixed { get; } = new Constant();

    /// <summary>κ after a rollout.</summary>
    /// <param name="weight">κ during it.</param>
    /// <param name="divergence">Σ_t k_t of an answer, nats, mean over the rollout.</param>
    /// <param name="replies">n, answers of the rollout.</param>
    public double Next(double weight, double divergence, int replies) => this switch
    {
        Constant => weight,
        Adaptive to => weight * (1 + Math.Clamp(divergence / to.Target - 1, -0.2, 0.2) * replies / to.Horizon),
        _ => throw new UnreachableException(),
    };

    private sealed record Constant : KlControl
    {
        public override string ToString() => "fixed";
    }

    /// <summary>κ ← κ·(1 + clip(KL/target − 1, ±0.2)·n/H). Ziegler et al. 2019, section 2.2
    /// (arXiv:1909.08593).</summary>
    /// <param name="Target">Nats per answer, &gt; 0; theirs 6.</param>
    /// <param name="Horizon">H, answers, &gt; 0; theirs 10,000.</param>
    public sealed record Adaptive(double Target, double Horizon) : KlControl
    {
        public double Target { get; } = Positive(Target, "target of the divergence");

        public double Horizon { get; } = Positive(Horizon, "horizon of the KL controller");

        private static double Positive(double x, string what) => x > 0 && double.IsFinite(x) ? x
            : throw new ArgumentException(
                FormattableString.Invariant($"{what}: expected more than 0, got {x}. State it."));
    }
}
