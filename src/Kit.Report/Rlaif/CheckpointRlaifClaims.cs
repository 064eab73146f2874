using Kit.Pipelines.Rlaif;

namespace Kit.Report.Rlaif;

/// <summary>The VLM-RLAIF paper's claims that can be tested without knowing the truth, each by a rule fixed in
/// advance.</summary>
internal static class CheckpointRlaifClaims
{
    private const double Near = 20;

    public static Sequence<Claim> From(CheckpointRlaifResult result) =>
        [Reward(result), Ending(result), Length(result), Pairs(result)];

    private static Claim Reward(CheckpointRlaifResult result) => Claim.Decided(
        "PPO raises the reward and stays near the reference",
        FormattableString.Invariant(
            $"The reward model's score of drawn answers about held-out clips rises, and KL is below {Near} ")
        + "nats an answer in every rollout.",
        [result.Policy.After.Reward > result.Policy.Before.Reward && Divergence(result) < Near],
        Number("reward before", result.Policy.Before.Reward), Number("reward after", result.Policy.After.Reward),
        Number("largest KL, nats", Divergence(result)));

    private static Claim Ending(CheckpointRlaifResult result) => Claim.Decided(
        "More answers end by themselves",
        "The penalty of 8 for an answer without an end lowers the share of such answers about held-out clips; a share "
        + "of 0 at both ends decides nothing.",
        (result.Policy.Before.Ended, result.Policy.After.Ended) is (1, 1)
            ? [true, false] : [result.Policy.After.Ended > result.Policy.Before.Ended],
        Number("without an end before", 1 - result.Policy.Before.Ended),
        Number("without an end after", 1 - result.Policy.After.Ended));

    private static Claim Length(CheckpointRlaifResult result) => Claim.Decided(
        "Answers get shorter",
        "The price of 10 for a full length shortens drawn answers about held-out clips.",
        [result.Policy.After.Length < result.Policy.Before.Length],
        Number("tokens before", result.Policy.Before.Length), Number("tokens after", result.Policy.After.Length));

    private static Claim Pairs(CheckpointRlaifResult result) => Claim.Decided(
        "Reward models get better with more pairs",
        "Accuracy against the judge on held-out clips is higher with the largest share of the pairs than with the "
        + "smallest; one share alone decides nothing.",
        result.Rewards.Count < 2 ? [true, false] : [result.Rewards[^1].Accuracy > result.Rewards[0].Accuracy],
        [.. result.Rewards.Select(fit => new KeyValue(
            FormattableString.Invariant($"{fit.Share:P0} of the pairs"),
            $"{Numbers.Significant(100 * fit.Accuracy, 3)} %"))]);

    private static double Divergence(CheckpointRlaifResult result) =>
        result.Policy.Steps.Max(step => step["objective/kl"]);

    private static KeyValue Number(string what, double value) => new(what, Numbers.Significant(value, 3));
}
