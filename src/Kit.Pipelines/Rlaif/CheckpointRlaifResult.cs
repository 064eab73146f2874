using Kit.Pairs;

namespace Kit.Pipelines.Rlaif;

/// <summary>What VLM-RLAIF of a checkpoint came to.</summary>
/// <param name="Plan">What was run.</param>
/// <param name="Ledger">Every record of the file: used as a decided pair, dropped by reason, or failed.</param>
/// <param name="Asked">Questions that were answered twice.</param>
/// <param name="Answered">Of them, those whose answers differ.</param>
/// <param name="Judge">Ties, position bias and unreadable votes; there is no truth to agree with.</param>
/// <param name="Pairs">Decided.</param>
/// <param name="Rewards">Reward models by their share of the pairs.</param>
/// <param name="Taught">True answers that the policy's init was taught; 0 where the file tells none.</param>
/// <param name="Policy">How the policy learnt.</param>
/// <param name="Records">The decided pairs as a file of VLM-RLAIF's reward data, its frames beside it.</param>
/// <param name="Adapter">The policy as a PEFT adapter's folder.</param>
public sealed record CheckpointRlaifResult(
    CheckpointRlaifPlan Plan, Ledger Ledger, int Asked, int Answered, FeedbackStudy Judge, int Pairs,
    IReadOnlyList<CheckpointFit> Rewards, int Taught, PolicyRun Policy, string Records, string Adapter)
{
    public override string ToString() => FormattableString.Invariant(
        $"{Asked} questions answered twice, {Answered} differently, {Pairs} pairs decided; ") + $"{Policy}";
}

/// <summary>A reward model on pairs of clips that none is fitted to.</summary>
/// <param name="Share">Of the pairs.</param>
/// <param name="Pairs">That it was fitted to.</param>
/// <param name="Held">That it was measured on.</param>
/// <param name="Accuracy">Share of them on which it prefers what the judge prefers.</param>
public sealed record CheckpointFit(double Share, int Pairs, int Held, double Accuracy);

/// <summary>A policy that learnt from a reward model.</summary>
/// <param name="Steps">Metrics of every rollout.</param>
/// <param name="Before">Drawn answers to questions about held-out clips, before.</param>
/// <param name="After">And after.</param>
/// <param name="Samples">Some of these questions.</param>
/// <param name="Seconds">Wall time of the process that ended it.</param>
public sealed record PolicyRun(
    IReadOnlyList<IReadOnlyDictionary<string, double>> Steps, DrawnAnswers Before, DrawnAnswers After,
    Sequence<DrawnSample> Samples, double Seconds)
{
    public override string ToString() => FormattableString.Invariant(
        $"{Steps.Count} rollouts, reward {Before.Reward:0.###} → {After.Reward:0.###}, ")
        + FormattableString.Invariant($"KL {Steps[^1]["objective/kl"]:0.###} nats");
}

/// <summary>Drawn answers to questions about held-out clips.</summary>
/// <param name="Questions">How many.</param>
/// <param name="Reward">Mean score by the reward model.</param>
/// <param name="Length">Mean tokens.</param>
/// <param name="Ended">Share that ended by itself.</param>
public sealed record DrawnAnswers(int Questions, double Reward, double Length, double Ended);

/// <summary>A question with a drawn answer before and after.</summary>
/// <param name="Id">The question's.</param>
/// <param name="Clip">Its clip.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Before">What was answered before.</param>
/// <param name="RewardBefore">Its score.</param>
/// <param name="After">What was answered after.</param>
/// <param name="RewardAfter">Its score.</param>
public sealed record DrawnSample(
    string Id, string Clip, string Question, string Before, double RewardBefore, string After, double RewardAfter);
