using Kit.Expressions;
using static TorchSharp.torch;

namespace Kit.Torch.Heads;

/// <summary>One number of every token from its distribution π = softmax(z), and what moves it.</summary>
/// <remarks>With g = ∂L/∂value: ∂L/∂z_v = π(v) · Σ <see cref="Pull"/> + Σ <see cref="Rest"/>.</remarks>
internal abstract record TokenStatistic
{
    private TokenStatistic() { }

    private static readonly (Quantity Quantity, TokenStatistic Statistic)[] Known =
    [
        (Quantity.PolicyLogp, new LogProbability()), (Quantity.Kl, new Kl()), (Quantity.Entropy, new Entropy()),
        (Quantity.LogSquares, new LogSquares()),
    ];

    /// <exception cref="ArgumentException">Another head's.</exception>
    public static TokenStatistic From(Quantity quantity) =>
        Known.FirstOrDefault(k => k.Quantity == quantity).Statistic ?? throw new ArgumentException(
            $"head: expected {string.Join(", ", Known.Select(k => k.Quantity))}, got {quantity}. "
            + $"Ask whoever makes it: {nameof(ScalarHead)} for values and rewards, the batch for what is given.");

    /// <summary>The value, [n].</summary>
    public abstract Tensor Apply(Distributions of);

    /// <summary>What multiplies π(v) in ∂L/∂z_v, a tensor of its own: [n, 1] → [n, 1] or [n, V].</summary>
    public abstract Tensor Pull(Distributions of, Tensor g);

    /// <summary>Adds what does not contain π(v) to ∂L/∂z, [n, V].</summary>
    public virtual void Rest(Distributions of, Tensor g, Tensor dz) { }

    /// <summary>log π(y).  ∂/∂z_v = 1[v = y] − π(v).</summary>
    public sealed record LogProbability : TokenStatistic
    {
        public override Tensor Apply(Distributions of) => of.LogP.gather(1, of.Targets).squeeze(1);

        public override Tensor Pull(Distributions of, Tensor g) => -g;

        public override void Rest(Distributions of, Tensor g, Tensor dz) => dz.scatter_add_(1, of.Targets, g);
    }

    /// <summary>Σ_v π_ref(v) (log π_ref(v) − log π(v)).  ∂/∂z_v = π(v) − π_ref(v).</summary>
    public sealed record Kl : TokenStatistic
    {
        public override Tensor Apply(Distributions of) =>
            (of.ReferenceP * (of.ReferenceLogP - of.LogP)).sum(-1);

        public override Tensor Pull(Distributions of, Tensor g) => g.view(-1, 1);

        public override void Rest(Distributions of, Tensor g, Tensor dz) => dz.addcmul_(of.ReferenceP, g, -1);
    }

    /// <summary>H = −Σ_v π(v) log π(v).  ∂/∂z_v = −π(v) (log π(v) + H).</summary>
    public sealed record Entropy : TokenStatistic
    {
        public override Tensor Apply(Distributions of) => -(of.P * of.LogP).sum(-1);

        public override Tensor Pull(Distributions of, Tensor g) => -(of.LogP + Apply(of).unsqueeze(1)) * g;
    }

    /// <summary>log S, S = Σ_v π(v)².  ∂/∂z_v = 2 π(v) (π(v)/S − 1).</summary>
    public sealed record LogSquares : TokenStatistic
    {
        public override Tensor Apply(Distributions of) => (2 * of.LogP).logsumexp(-1);

        public override Tensor Pull(Distributions of, Tensor g) =>
            ((of.LogP - Apply(of).unsqueeze(1)).exp() - 1) * (2 * g);
    }
}
