using System.Globalization;

namespace Kit.Train.Health;

/// <summary>When a curve of a preference run is worth a word. A closed family; none of them stops a run.</summary>
/// <remarks>Rules read what every step logs anyway, on the host: they compute nothing on the device. A metric that a
/// run does not log silences the rules that read it.</remarks>
public abstract record HealthRule
{
    private HealthRule() { }

    /// <summary>Short, for the log.</summary>
    public abstract string Name { get; }

    /// <summary>Steps that it looks back.</summary>
    public abstract int Reach { get; }

    /// <summary>What is out of range and what helps, or null.</summary>
    /// <param name="curves">At least <see cref="Reach"/> steps, or all so far.</param>
    public abstract string? Judge(Curves curves);

    /// <summary>Every rule with its default bounds.</summary>
    public static Sequence<HealthRule> All { get; } =
    [
        new Displacement(), new IdleAccuracy(), new Drifting(), new GradientSpike(), new Standstill(), new Collapse(),
    ];

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture)
        .Replace('-', '−');

    /// <summary>Chosen answers lose likelihood: mean Δlogp below −<paramref name="Nats"/> while most pairs fall.
    /// Likelihood displacement, Razin et al. 2024 (arXiv:2410.08847).</summary>
    /// <param name="Nats">Loss of a whole answer, nats.</param>
    /// <param name="Window">Steps that are averaged.</param>
    public sealed record Displacement(double Nats = 1, int Window = 10) : HealthRule
    {
        public override string Name => "displacement";

        public override int Reach => Window;

        public override string? Judge(Curves curves) =>
            curves.Last("delta/chosen", Window)?.Average() is { } delta && delta < -Nats
            && curves.Last("displacement", Window)?.Average() is { } share && share > 0.5
                ? $"chosen answers lose likelihood ({Text(delta)} nats, {Text(100 * share)} % of pairs). No failure by "
                    + "itself; to hold them add ChosenNll or TokenKL, or lower the rate."
                : null;
    }

    /// <summary>The margin grows by a fifth and more, the accuracy by less than a hundredth, and there is
    /// room.</summary>
    /// <param name="Window">Steps; the older half is compared with the newer.</param>
    public sealed record IdleAccuracy(int Window = 20) : HealthRule
    {
        public override string Name => "idle accuracy";

        public override int Reach => Window;

        public override string? Judge(Curves curves) =>
            curves.Halves("rewards/margins", Window) is var (before, now) && before > 0 && now > 1.2 * before
            && curves.Halves("rewards/accuracies", Window) is var (was, accuracy)
            && accuracy < 0.95 && Math.Abs(accuracy - was) < 0.01
                ? $"margins grow ({Text(before)} → {Text(now)}) while accuracy stays at {Text(accuracy)}: pairs that "
                    + "are right get more so. Stop here, smooth labels, or take a bounded link such as Square."
                : null;
    }

    /// <summary>KL(ref‖policy) of a token above its bound, on either answer.</summary>
    /// <param name="Bound">Nats a token.</param>
    /// <param name="Window">Steps that are averaged.</param>
    public sealed record Drifting(double Bound = 0.5, int Window = 5) : HealthRule
    {
        private static readonly string[] Metrics = ["kl/chosen_token", "kl/rejected_token"];

        public override string Name => "drift";

        public override int Reach => Window;

        public override string? Judge(Curves curves)
        {
            var worst = Metrics.Select(m => curves.Last(m, Window)?.Average()).Max();
            return worst > Bound
                ? $"KL to the reference is {Text(worst.Value)} nats a token, above {Text(Bound)}. Raise β, add "
                    + "TokenKL, lower the rate, or stop earlier."
                : null;
        }
    }

    /// <summary>A gradient norm far above the median of those before it.</summary>
    /// <param name="Factor">How far.</param>
    /// <param name="Window">Steps before it.</param>
    public sealed record GradientSpike(double Factor = 10, int Window = 20) : HealthRule
    {
        public override string Name => "gradient spike";

        public override int Reach => Window + 1;

        public override string? Judge(Curves curves)
        {
            if (curves.Last("grad_norm", Window + 1) is not { } norms) return null;
            var (usual, now) = (norms.Take(Window).Order().ElementAt(Window / 2), norms[^1]);
            return usual > 0 && now > Factor * usual
                ? $"the gradient's norm is {Text(now)}, {Text(now / usual)} times its median. It is clipped; look at "
                    + "this step's pairs, and lower the rate if it happens again."
                : null;
        }
    }

    /// <summary>A loss that still is ln 2, which is where a comparison with its reference starts.</summary>
    /// <param name="Within">Distance from ln 2, nats.</param>
    /// <param name="Window">Steps in a row.</param>
    public sealed record Standstill(double Within = 0.002, int Window = 30) : HealthRule
    {
        public override string Name => "standstill";

        public override int Reach => Window;

        public override string? Judge(Curves curves) =>
            curves.Last("loss", Window) is { } losses && losses.All(loss => Math.Abs(loss - Math.Log(2)) < Within)
                ? $"the loss has been ln 2 for {Window} steps: nothing is learned yet. Raise the rate or β, and check "
                    + "that the adapters' targets are what should move."
                : null;
    }

    /// <summary>The entropy of answers below half of what it was at the run's first step.</summary>
    /// <param name="Window">Steps that are averaged.</param>
    public sealed record Collapse(int Window = 10) : HealthRule
    {
        public override string Name => "entropy collapse";

        public override int Reach => Window;

        public override string? Judge(Curves curves) =>
            curves.Last("entropy", Window)?.Average() is { } now
            && curves.First.TryGetValue("entropy", out var first) && now < 0.5 * first
                ? $"entropy fell from {Text(first)} to {Text(now)} nats a token: the policy narrows to few answers. "
                    + "Lower the rate, add TokenKL or an entropy term, or mix in other prompts."
                : null;
    }
}
