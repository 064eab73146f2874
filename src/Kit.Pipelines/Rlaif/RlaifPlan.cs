using Kit.Models.Generation;
using Kit.Pipelines.Shapes;
using Kit.Rewards;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Train.Rewards;
using Kit.Train.Rollouts;
using static Kit.Papers;

namespace Kit.Pipelines.Rlaif;

/// <summary>Everything that VLM-RLAIF on MovingShapes is a function of, its laboratory aside.</summary>
/// <param name="Base">The model that everything starts from: taught a quarter of the main job's schooling, so that
/// there is something left to learn.</param>
/// <param name="Elder">The larger model that tells, judges and rewards, as theirs of 13B beside a policy of 7B: here
/// one that was taught four times as long.</param>
/// <param name="Parts">Narratives to compare; the judge of the reward model's pairs uses <paramref name="Judged"/>.
/// </param>
/// <param name="Judged">Parts of its narrative.</param>
/// <param name="Labels">Whose preferences the reward models learn.</param>
/// <param name="Shares">Shares of the pairs that reward models are compared on; the last is what PPO uses.</param>
/// <param name="Drawing">How the two answers that a judge compares are drawn. The small model is sure of most answers,
/// so at temperature 1 hardly any two differ.</param>
/// <param name="Decoding">How answers are drawn where they are measured: from the policy as it is, several to a
/// question, which halves the noise of a draw.</param>
/// <param name="Lora">Of policy, reference, value and reward alike.</param>
/// <param name="Judging">How the judge is taught to vote, on clips of the training split.</param>
/// <param name="Schooling">Of the policy's init, in easy-to-hard and in mixed order.</param>
/// <param name="Rewarding">Of reward models.</param>
/// <param name="Variants">Ways to learn from the reward.</param>
/// <param name="Seeds">1 … n.</param>
public sealed record RlaifPlan(
    LabPlan Base, LabPlan Elder, Sequence<int> Parts, int Judged, Labels Labels, Sequence<double> Shares,
    Decoding Drawing, Decoding Decoding, Lora Lora, Optimization Judging, Optimization Schooling,
    RewardTraining Rewarding, Sequence<RlaifVariant> Variants, int Seeds)
{
    private const int Clips = 480, Longest = 16;

    private static readonly Optimization Rates = new(
        5e-4, BatchSize: 64, Epochs: 1, new Schedule(Decay.Cosine, WarmUp: 0.1), MaxSteps: 20);

    /// <summary>256 answers a rollout as theirs, four to a question: they share its clip, which is most of the work.
    /// </summary>
    private static RolloutTraining Training => RolloutTraining
        .Ppo(Sampled, Rates, questions: 64, seed: 1).With(Ends);

    private static Decoding Sampled => Decoding.Sampled.WithLimit(Longest).WithSamples(4);

    /// <summary>ρ = −0.1·max(0, log π − log π_ref) + (r − 8·cut) at the last token, γ = λ = 1, A standardised: theirs
    /// on answers instead of padded rows, without the length term.</summary>
    private static Gae Ends => VlmRlaifAdvantage.WithRewardScale(NoWhitening)
        .With(new TokenRewards(Outcome.Reward - 8 * Outcome.Cut, 0.1, K1Clamped, WholeResponse));

    /// <summary>Minutes on two cores.</summary>
    public static RlaifPlan Full { get; } = new(
        LabPlan.Sooner with { AlignClips = Clips }, LabPlan.Full with { AlignClips = Clips },
        [0, 1, 3, 5], Judged: 3, Labels.ByJudge, [0.25, 0.5, 1],
        Decoding.Sampled.With(new Reshaping.Temperature(2.5)).With(new Reshaping.TopK(5)).WithLimit(Longest),
        Sampled, Lora.Decoder,
        new Optimization(1e-3, BatchSize: 16, Epochs: 1, new Schedule(Decay.Cosine)),
        new Optimization(2e-4, BatchSize: 16, Epochs: 1, new Schedule(Decay.Cosine), MaxSteps: 30),
        new RewardTraining(
            Papers.VlmRlaifReward, new Optimization(1e-3, BatchSize: 16, Epochs: 6, new Schedule(Decay.Cosine)),
            Seed: 1),
        [
            new("PPO", Training, Earned.ByModel),
            new("k3 instead of clamped k1", Training.With(Ends.With(Ends.Rewards.With(K3))), Earned.ByModel),
            new("reward on the last index", Training.With(VlmRlaif).With(Ends.With(EveryPosition)), Earned.ByModel),
            new("paid for length", Training.With(Ends.With(Ends.Rewards.WithOutcome(
                Outcome.Reward - 8 * Outcome.Cut + 10 * Outcome.LengthShare))), Earned.ByModel),
            new("PPO, elder's likelihood", Training, Earned.ByElder),
            new("PPO, oracle's reward", Training, Earned.ByOracle),
        ],
        Seeds: 3);

    /// <summary>The same path in seconds, too short to conclude from. So short a schooling teaches no judge, so the
    /// oracle labels.</summary>
    public static RlaifPlan Quick { get; } = Full with
    {
        Base = LabPlan.Quick, Elder = LabPlan.Quick, Parts = [0, 3], Labels = Labels.ByOracle, Seeds = 1,
        Judging = Full.Judging with { MaxSteps = 2 }, Schooling = Full.Schooling with { MaxSteps = 2 },
        Rewarding = Full.Rewarding with { Optimization = Full.Rewarding.Optimization with { MaxSteps = 3 } },
        Variants = [.. new[] { Full.Variants[0], Full.Variants[^1] }.Select(v => v with { Training = v.Training with
        {
            Questions = 16, Optimization = Rates with { MaxSteps = 2 },
        } })],
    };

    /// <summary>Printed whole, as provenance.</summary>
    internal string Brief(RlaifVariant variant) => FormattableString.Invariant(
        $"{Lora}; {Judged} parts; {Schooling}; {Rewarding}; {Decoding}; {variant.Training}; {variant.Earned}");
}

/// <summary>One way to learn from a reward.</summary>
/// <param name="Name">In tables.</param>
/// <param name="Training">Rollouts and updates; decoding's stop and the seed are set by the run.</param>
/// <param name="Earned">Who rewards.</param>
public sealed record RlaifVariant(string Name, RolloutTraining Training, Earned Earned);

/// <summary>Whose preferences are learnt.</summary>
public enum Labels
{
    /// <summary>The judge's, ties left out: AI feedback.</summary>
    ByJudge,

    /// <summary>The rule's that knows the truth: what a judge that is never wrong would give.</summary>
    ByOracle,
}

/// <summary>Who rewards an answer.</summary>
public enum Earned
{
    /// <summary>The reward model.</summary>
    ByModel,

    /// <summary>The elder, without a reward model: the mean log-probability that it gives a token of the answer,
    /// LeanPO's reward from another's weights. AI feedback that loses nothing on its way through pairs.</summary>
    ByElder,

    /// <summary>The rule that knows the truth: what a perfect reward model would reach.</summary>
    ByOracle,
}
