using System.Globalization;
using Kit.Expressions;

namespace Kit.Rewards;

/// <summary>Statistics of the answers to one prompt: G consecutive rows, [B] → [B], without gradient.</summary>
internal static class Group
{
    private static readonly Symbol Combined = new("R(#1)", "R(#1)", "outcome");
    private static readonly Symbol Gap = new("Δr(#1)", @"\Delta r(#1)", "reward_gap");
    private static readonly Symbol Spread = new("std(#1)", @"\mathrm{std}(#1)", "reward_deviation");

    /// <summary>r − mean_g r.</summary>
    public static Expr Centred(Expr reward, int size) =>
        (Written(reward) - Written(reward).GroupMean(size)).Detach().As(Gap, Slot.Response);

    /// <summary>The standard deviation that divides by G − 1.</summary>
    public static Expr Deviation(Expr reward, int size) =>
        (size * Centred(reward, size).Square().GroupMean(size) / (size - 1)).Power(0.5).Detach()
            .As(Spread, Slot.Response);

    /// <summary>TRL's names; a deviation of 1e-8 or less counts as none.</summary>
    public static Sequence<Metric> Metrics(Expr reward, int size) =>
    [
        new("reward", Written(reward).MeanPairs().Detach()),
        new("reward_std", Deviation(reward, size).MeanPairs().Detach()),
        new("frac_reward_zero_std", (1 - (Deviation(reward, size) - 1e-8).IsPositive()).MeanPairs().Detach()),
    ];

    /// <summary>Sums of rewards are written by one letter.</summary>
    private static Expr Written(Expr reward) => reward is Expr.Read ? reward : reward.As(Combined, Slot.Response);

    public static int Checked(int size) => size >= 2 ? size : throw new ArgumentException(string.Create(
        CultureInfo.InvariantCulture,
        $"group advantage: expected 2 answers or more per prompt, got {size}. Sample a larger group."));

    public static Expr Checked(Expr reward) => reward.Axes is Axes.Pair ? reward : throw new ArgumentException(
        $"group advantage: expected a reward per answer [B], got {reward.Axes}. Fold the tokens first, SumTokens().");
}
