using System.Diagnostics;
using System.Text;
using Kit.Data.Storage;
using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Models.Generation;
using Kit.Pairs;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.Results;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Train.Rewards;
using Kit.Train.Rollouts;
using Kit.Train.Saving;
using static TorchSharp.torch;

namespace Kit.Pipelines.Rlaif;

/// <summary>One lane's copies of both models.</summary>
/// <param name="Policy">What learns.</param>
/// <param name="Elder">What tells, judges and rewards; the policy's own weights where there is no other.</param>
internal sealed record RlaifLane(RlaifData Policy, RlaifData Elder);

/// <summary>What all trainings of a study stand on: questions, decided pairs, and the folder that keeps
/// results.</summary>
internal sealed class RlaifGround(RlaifStudy study, RlaifQuestions open, ShapesOracle oracle, Sequence<Draft> decided)
{
    private readonly ResultStore<RewardFit> fits = new(study.At("results"), "reward-fit");
    private readonly ResultStore<Examined> inits = new(study.At("results"), "policy-init");
    private readonly ResultStore<Kept> runs = new(study.At("results"), "rlaif-run");
    private readonly Cache weights = new(study.At("weights"));
    private readonly Fingerprint ground = study.Lab.Fingerprint.With("code of RLAIF", "2")
        .With("elder", study.Elder.Plan.Fingerprint.Hash).With("lora", $"{study.Plan.Lora}")
        .With("pairs", Digest(decided));

    public RlaifQuestions Open { get; } = open;

    private RlaifPlan Plan => study.Plan;

    /// <summary>A reward model of a share of the pairs, measured on the clips that none is fitted to.</summary>
    public RewardFit Reward(RlaifLane lane, double share, long seed, IProgress<Advance> progress) =>
        Fit(lane.Elder, OfReward(share, seed), share, seed, progress);

    /// <summary>The same on the policy's own weights, of all pairs.</summary>
    public RewardFit Own(RlaifLane lane, long seed, IProgress<Advance> progress) => Fit(
        lane.Policy, OfReward(Plan.Shares[^1], seed).With("weights", "the policy's"), Plan.Shares[^1], seed, progress);

    private RewardFit Fit(RlaifData data, Fingerprint of, double share, long seed, IProgress<Advance> progress) =>
        fits.Open(of, () => Measured(data, Load(data, of, share, seed, progress), share, seed));

    private RewardFit Measured(RlaifData data, RewardModel model, double share, long seed)
    {
        using var scope = NewDisposeScope();
        using var critic = model.Critic;
        var held = Pairs(held: true);
        var known = held.Where(one => oracle.Preference(one) != Feedback.Tie).ToArray();
        return new RewardFit(
            share, seed, Fitted(share).Count, model.Accuracy(Encoded(held), data.Media),
            known.Length == 0 ? null : model.Accuracy(RlaifData.Encode(known.Select(True)), data.Media));
    }

    /// <summary>The policy's init in an order.</summary>
    public InitRun Init(RlaifLane lane, string order, long seed, IProgress<Advance> progress) => new(order, seed,
        inits.Open(OfInit(order, seed), () =>
        {
            using var scope = NewDisposeScope();
            using var policy = Schooled(lane.Policy, order, seed, progress);
            using var placed = policy.On();
            var exam = lane.Policy.Lab.Examine(
                FormattableString.Invariant($"exam of init, {order}, seed {seed}"), progress);
            return new Examined(exam.Questions, exam.Hallucinations);
        }).ToExam());

    /// <summary>A policy that learns from a reward.</summary>
    public RlaifRun Run(RlaifLane lane, RlaifVariant variant, long seed, IProgress<Advance> progress)
    {
        var run = runs.Open(OfRun(variant, seed), () => Learn(lane, variant, seed, progress));
        Running(variant, seed).Remove();
        return run.ToRun(variant.Name, seed);
    }

    /// <summary>Where a policy's run is saved until its result stands.</summary>
    private RunFolder Running(RlaifVariant variant, long seed) =>
        new(study.At(Path.Combine("running", OfRun(variant, seed).Brief)), Every: 4, Keep: 1);

    private Kept Learn(RlaifLane lane, RlaifVariant variant, long seed, IProgress<Advance> progress)
    {
        var (name, clock) = (FormattableString.Invariant($"{variant.Name}, seed {seed}"), Stopwatch.StartNew());
        using var scope = NewDisposeScope();
        var reward = Load(lane.Elder, OfReward(Plan.Shares[^1], seed), Plan.Shares[^1], seed, progress);
        using var critic = reward.Critic;
        using var policy = Schooled(lane.Policy, "easy to hard", seed, progress);
        var trainer = Trainer(lane, progress);
        var before = Draw(trainer, lane, policy, reward);
        var steps = trainer.Learn(
            Running(variant, seed), name, variant.Training with { Seed = seed }, policy, reward,
            Rule(variant.Earned, lane),
            [.. Open.Asked.Select(lane.Policy.Ask)], step => Told(step, trainer.Score(reward, step.Replies)), Note);
        var after = Draw(trainer, lane, policy, reward);
        using var placed = policy.On();
        var exam = lane.Policy.Lab.Examine($"exam of {name}", progress);
        return new Kept(steps, exam.Questions, exam.Hallucinations, before, after, clock.Elapsed.TotalSeconds);
    }

    /// <summary>Who rewards in the place of the reward model.</summary>
    private Func<IReadOnlyList<Reply>, IReadOnlyList<double>>? Rule(Earned earned, RlaifLane lane) => earned switch
    {
        Earned.ByModel => null,
        Earned.ByElder => replies => lane.Elder.Likelihood(
            [.. replies.Select(reply => (oracle[reply.Question.Id], reply.Ids))]),
        _ => replies => [.. replies.Select(Right)],
    };

    private Dictionary<string, double> Told(RolloutStep step, IReadOnlyList<double> rewards) => new(step.Metrics)
    {
        ["oracle/scores"] = step.Replies.Average(Right),
        ["reward/scores"] = rewards.Average(),
    };

    private static string Note(IReadOnlyDictionary<string, double> metrics) => FormattableString.Invariant(
        $"oracle {metrics["oracle/scores"]:0.00}, reward {metrics["reward/scores"]:0.00}")
        + (metrics.TryGetValue("objective/kl", out var kl) ? FormattableString.Invariant($", KL {kl:0.00}") : "");

    /// <summary>Drawn answers to the test's open questions.</summary>
    private Drawn Draw(RlaifTrainer trainer, RlaifLane lane, Adapters policy, RewardModel reward)
    {
        using var scope = NewDisposeScope();
        var said = trainer.Draw([.. Open.Tested.Select(lane.Policy.Ask)], policy, Plan.Decoding, reward);
        return new Drawn(
            said.Average(one => Right(one.Question, one.Written)), said.Average(one => one.Reward),
            said.Average(one => one.Length), said.Average(one => one.Ended ? 1.0 : 0));
    }

    private double Right(Reply reply) => Right(reply.Question.Id, reply.Written);

    private double Right(string question, Written written) =>
        oracle.Score(question, Shapes.Lab.Tokenizer.Decode(written.Ids));

    private static int Stop => Shapes.Lab.Template.Stop(Shapes.Lab.Tokenizer);

    private RlaifTrainer Trainer(RlaifData data, IProgress<Advance> progress) => new(
        data.Lab.Model.Language, data.Lab.Model.Language, data.Media, [], Stop, weights, progress);

    /// <summary>Of a policy whose reward model is the elder's.</summary>
    private RlaifTrainer Trainer(RlaifLane lane, IProgress<Advance> progress)
    {
        if (lane.Elder.Lab.Model == lane.Policy.Lab.Model) return Trainer(lane.Policy, progress);
        var met = Open.Asked.Concat(Open.Tested).ToDictionary(question => question.Id, lane.Elder.Ask);
        return Trainer(lane.Policy, progress) with { Rewarded = question => met[question.Id] };
    }

    private RewardModel Load(
        RlaifData data, Fingerprint of, double share, long seed, IProgress<Advance> progress) =>
        Trainer(data, progress).Reward(
            of, FormattableString.Invariant($"reward model of {share:P0} of the pairs, seed {seed}"),
            Plan.Lora, Plan.Rewarding with { Seed = seed }, () => Encoded(Fitted(share)));

    private Adapters Schooled(RlaifData data, string order, long seed, IProgress<Advance> progress) =>
        Trainer(data, progress).Init(
            OfInit(order, seed), FormattableString.Invariant($"policy init, {order}, seed {seed}"), Plan.Lora,
            Plan.Schooling with { Order = order == "mixed" ? Order.Shuffled : Order.AsGiven }, seed,
            () => RlaifData.Truths(Open.Taught)).Adapters;

    private Sequence<Draft> Fitted(double share) => HeldOut.Share(Pairs(held: false), share);

    /// <summary>Every fourth clip's pairs are held out.</summary>
    private Sequence<Draft> Pairs(bool held)
    {
        var clips = HeldOut.Fourths(decided);
        return [.. decided.Where(one => clips.Contains(one.Clip) == held)];
    }

    private static IReadOnlyList<EncodedPair> Encoded(IEnumerable<Draft> drafts) =>
        RlaifData.Encode(drafts.Select(Feedback.ToPair));

    /// <summary>The pair as the oracle would label it.</summary>
    private Pair True(Draft one) => Feedback.ToPair(one.With("preference", oracle.Preference(one)));

    private Fingerprint OfReward(double share, long seed) => ground.With("training", $"{Plan.Rewarding}")
        .With("share", FormattableString.Invariant($"{share}")).With("seed", FormattableString.Invariant($"{seed}"));

    private Fingerprint OfInit(string order, long seed) => study.Lab.Fingerprint.With("code of RLAIF", "1")
        .With("lora", $"{Plan.Lora}").With("schooling", $"{Plan.Schooling}").With("order", order)
        .With("seed", FormattableString.Invariant($"{seed}"));

    private Fingerprint OfRun(RlaifVariant variant, long seed) => OfReward(Plan.Shares[^1], seed)
        .With("run", Plan.Brief(variant));

    private static string Digest(IEnumerable<Draft> drafts) =>
        Fingerprint.Digest(Encoding.UTF8.GetBytes(string.Join('\n', drafts)));

    private sealed record Examined(
        IReadOnlyList<Evaluate.Scoring.Outcome> Questions, IReadOnlyList<HallucinationOutcome> Hallucinations)
    {
        public ExamResult ToExam() => new(Questions, Hallucinations);
    }

    private sealed record Kept(
        IReadOnlyList<IReadOnlyDictionary<string, double>> Steps, IReadOnlyList<Evaluate.Scoring.Outcome> Questions,
        IReadOnlyList<HallucinationOutcome> Hallucinations, Drawn Before, Drawn After, double Seconds)
    {
        public RlaifRun ToRun(string variant, long seed) =>
            new(variant, seed, Steps, new ExamResult(Questions, Hallucinations), Before, After, Seconds);
    }
}
