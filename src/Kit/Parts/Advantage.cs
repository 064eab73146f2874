using Kit.Expressions;
using Kit.Rewards;

namespace Kit.Parts;

/// <summary>A: how much better than expected an answer is, [B], or a token, [B, T]; without gradient.</summary>
public abstract record Advantage : PolicyPart
{
    private static readonly Symbol A = new("A(#1)", "A(#1)", "advantage");

    private Advantage() { }

    /// <summary>A, [B] or [B, T].</summary>
    public abstract Expr Apply(Tokens tokens);

    internal sealed override string Slot => "advantage";

    internal sealed override Refinement Occupant(PolicyGradient gradient) => gradient.Advantage;

    internal sealed override PolicyGradient Replace(PolicyGradient gradient) => gradient with { Advantage = this };

    /// <summary>What it reports about the rewards.</summary>
    internal virtual Sequence<Metric> Metrics => [];

    /// <summary>Given with the answer, evidence <c>advantage</c>, [B]: computed over more answers than one micro-batch
    /// holds. </summary>
    public sealed record PerAnswer : Advantage
    {
        public override Expr Apply(Tokens tokens) => RolloutTerm.Of(Quantity.Advantage);
    }

    /// <summary>Given with every token, evidence <c>advantage.token</c>, [B, T]: <see cref="Gae.Advantages"/> of the
    /// whole rollout, kept for its epochs.</summary>
    public sealed record PerToken : Advantage
    {
        public override Expr Apply(Tokens tokens) => RolloutTerm.Of(Quantity.TokenAdvantage);
    }

    /// <summary>(r − mean) / (std + 1e-4) over the answers to one prompt, std unbiased. GRPO, Shao et al. 2024
    /// (arXiv:2402.03300); the 1e-4 is TRL's. Equal rewards give 0: such groups pull nowhere, but count in averages.
    /// </summary>
    /// <param name="Size">G ≥ 2, answers per prompt, in consecutive rows.</param>
    /// <param name="Reward">r, [B]: any arithmetic over rewards.</param>
    public sealed record GroupNormalised(int Size, Expr Reward) : Advantage
    {
        /// <summary>Of the given reward.</summary>
        public GroupNormalised(int size) : this(size, Outcome.Reward) { }

        public int Size { get; } = Group.Checked(Size);

        public Expr Reward { get; } = Group.Checked(Reward);

        public override Expr Apply(Tokens tokens) =>
            (Group.Centred(Reward, Size) / (Group.Deviation(Reward, Size) + 1e-4)).As(A, RolloutTerm.Answer);

        internal override Sequence<Metric> Metrics => Group.Metrics(Reward, Size);
    }

    /// <summary>r − mean over the answers to one prompt: no division, so that easy and hard prompts weigh alike. Dr.
    /// GRPO, Liu et al. 2025 (arXiv:2503.20783).</summary>
    /// <param name="Size">G ≥ 2, answers per prompt, in consecutive rows.</param>
    /// <param name="Reward">r, [B]: any arithmetic over rewards.</param>
    public sealed record GroupCentred(int Size, Expr Reward) : Advantage
    {
        /// <summary>Of the given reward.</summary>
        public GroupCentred(int size) : this(size, Outcome.Reward) { }

        public int Size { get; } = Group.Checked(Size);

        public Expr Reward { get; } = Group.Checked(Reward);

        public override Expr Apply(Tokens tokens) => Group.Centred(Reward, Size).As(A, RolloutTerm.Answer);

        internal override Sequence<Metric> Metrics => Group.Metrics(Reward, Size);
    }

    /// <summary>Estimated over this batch, [B, T]: for critics that stay frozen, such as DVPO's. PPO's own epochs read
    /// <see cref="PerToken"/>, for whitening belongs to the whole rollout.</summary>
    /// <remarks>The estimate keeps its own tokens.</remarks>
    public sealed record Estimated(Gae Estimate) : Advantage
    {
        public override Expr Apply(Tokens tokens) => Estimate.Advantages;
    }
}
