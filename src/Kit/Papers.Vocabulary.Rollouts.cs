using Kit.Parts;
using Kit.Rewards;

namespace Kit;

/// <summary>The words for rollouts and reward models.</summary>
public static partial class Papers
{
    /// <summary>Evidence <c>advantage</c>, [B]; <see cref="Advantage.PerAnswer"/>.</summary>
    public static Advantage GivenAdvantage => new Advantage.PerAnswer();

    /// <summary>Evidence <c>advantage.token</c>, [B, T]; <see cref="Advantage.PerToken"/>.</summary>
    public static Advantage GivenTokenAdvantage => new Advantage.PerToken();

    /// <summary>The z-score in its group; <see cref="Advantage.GroupNormalised"/>.</summary>
    /// <param name="size">G ≥ 2, consecutive rows.</param>
    public static Advantage GroupNormalised(int size) => new Advantage.GroupNormalised(size);

    /// <summary>The distance from the group's mean; <see cref="Advantage.GroupCentred"/>.</summary>
    /// <param name="size">G ≥ 2, consecutive rows.</param>
    public static Advantage GroupCentred(int size) => new Advantage.GroupCentred(size);

    /// <summary>One ratio a token; <see cref="Ratio.Token"/>.</summary>
    public static Ratio TokenRatio => new Ratio.Token();

    /// <summary>One ratio an answer; <see cref="Ratio.Sequence"/>.</summary>
    public static Ratio SequenceRatio => new Ratio.Sequence();

    /// <summary>The answer's ratio, the token's gradient; <see cref="Ratio.SequenceToken"/>.</summary>
    public static Ratio SequenceTokenRatio => new Ratio.SequenceToken();

    /// <summary>PPO's clip; <see cref="Clip.Band"/>.</summary>
    /// <param name="low">ε₋.</param>
    /// <param name="high">ε₊.</param>
    public static Clip ClipBand(double low = 0.2, double high = 0.2) => new Clip.Band(low, high);

    /// <summary>PPO's clip with a cap on the other side; <see cref="Clip.TwoSided"/>.</summary>
    /// <param name="low">ε₋.</param>
    /// <param name="high">ε₊.</param>
    /// <param name="delta">δ.</param>
    public static Clip TwoSidedClip(double low = 0.2, double high = 0.2, double delta = 4) =>
        new Clip.TwoSided(low, high, delta);

    /// <summary>No clip; <see cref="Clip.None"/>.</summary>
    public static Clip NoClip => new Clip.None();

    /// <summary>Every answer its own mean; <see cref="Averaging.Sequence"/>.</summary>
    public static Averaging SequenceMean => new Averaging.Sequence();

    /// <summary>Over the tokens of the batch; <see cref="Averaging.Token"/>.</summary>
    public static Averaging TokenMean => new Averaging.Token();

    /// <summary>Over the tokens of the step; <see cref="Averaging.StepTokens"/>.</summary>
    public static Averaging StepTokenMean => new Averaging.StepTokens();

    /// <summary>By one length for all; <see cref="Averaging.Constant"/>.</summary>
    /// <param name="length">L, tokens.</param>
    public static Averaging ConstantLength(double length) => new Averaging.Constant(length);

    /// <summary>log π − log π_ref; <see cref="KlEstimate.K1"/>.</summary>
    public static KlEstimate K1 => new KlEstimate.K1();

    /// <summary>max(0, log π − log π_ref); <see cref="KlEstimate.K1Clamped"/>.</summary>
    public static KlEstimate K1Clamped => new KlEstimate.K1Clamped();

    /// <summary>e^(−d) + d − 1; <see cref="KlEstimate.K3"/>.</summary>
    public static KlEstimate K3 => new KlEstimate.K3();

    /// <summary>GRPO's divergence from the reference, k3, every answer its own mean;
    /// <see cref="ReferenceKl"/>.</summary>
    public static Term KlToReference => new ReferenceKl(K3, SequenceMean, WholeResponse);

    /// <summary>−mean_t H; <see cref="EntropyBonus"/>.</summary>
    public static Term NegativeEntropy => new EntropyBonus(TokenMean, WholeResponse);

    /// <summary>Padding counts; <see cref="Tokens.Every"/>.</summary>
    public static Tokens EveryPosition => new Tokens.Every();

    /// <summary>The last token alone; <see cref="Tokens.Last"/>.</summary>
    public static Tokens LastToken => new Tokens.Last();

    /// <summary>A reward head in the place of the policy; <see cref="Against.RewardHead"/>.</summary>
    public static Against RewardHead => new Against.RewardHead();

    /// <summary>As it is; <see cref="Whitening.None"/>.</summary>
    public static Whitening NoWhitening => new Whitening.None();
}
