using System.Diagnostics;
using System.Text;
using Kit.Data.Storage;
using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Models.Generation;
using Kit.Models.Peft;
using Kit.Pairs;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.Results;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Train.Preference;
using Kit.Train.Rewards;
using Kit.Train.Rollouts;
using static TorchSharp.torch;

namespace Kit.Pipelines.Rlaif;

/// <summary>What all trainings of a study stand on: questions, decided pairs, and the folder that keeps
/// results.</summary>
internal sealed class RlaifGround(RlaifStudy study, RlaifQuestions open, ShapesOracle oracle, Sequence<Draft> decided)
{
    private const int Fourth = 4;
    private readonly ResultStore<RewardFit> fits = new(study.At("results"), "reward-fit");
    private readonly ResultStore<Examined> inits = new(study.At("results"), "policy-init");
    private readonly ResultStore<Kept> runs = new(study.At("results"), "rlaif-run");
    private readonly Cache weights = new(study.At("weights"));
    private readonly Fingerprint ground = study.Lab.Fingerprint.With("code of RLAIF", "1")
        .With("lora", $"{study.Plan.Lora}").With("pairs", Digest(decided));

    public RlaifQuestions Open { get; } = open;

    private RlaifPlan Plan => study.Plan;

    /// <summary>A reward model of a share of the pairs, measured on the clips that none is fitted to.</summary>
    public RewardFit Reward(RlaifData data, double share, long seed, IProgress<Advance> progress) =>
        fits.Open(OfReward(share, seed), () =>
        {
            using var scope = NewDisposeScope();
            using var critic = Load(data, share, seed, progress, "reward");
            var model = new RewardModel(critic, []);
            var held = Pairs(held: true);
            var known = held.Where(one => oracle.Preference(one) != Feedback.Tie).ToArray();
            return new RewardFit(
                share, seed, Fitted(share).Count, model.Accuracy(Encoded(held), data.Media),
                model.Accuracy(RlaifData.Encode(known.Select(True)), data.Media));
        });

    /// <summary>The policy's init in an order.</summary>
    public InitRun Init(RlaifData data, string order, long seed, IProgress<Advance> progress) => new(order, seed,
        inits.Open(OfInit(order, seed), () =>
        {
            using var scope = NewDisposeScope();
            using var policy = Schooled(data, order, seed, progress);
            using var placed = policy.On();
            var exam = data.Lab.Examine(FormattableString.Invariant($"exam of init, {order}, seed {seed}"), progress);
            return new Examined(exam.Questions, exam.Hallucinations);
        }).ToExam());

    /// <summary>A policy that learns from a reward.</summary>
    public RlaifRun Run(RlaifData data, RlaifVariant variant, long seed, IProgress<Advance> progress) =>
        runs.Open(OfRun(variant, seed), () => Learn(data, variant, seed, progress)).ToRun(variant.Name, seed);

    private Kept Learn(RlaifData data, RlaifVariant variant, long seed, IProgress<Advance> progress)
    {
        var (name, clock) = (FormattableString.Invariant($"{variant.Name}, seed {seed}"), Stopwatch.StartNew());
        using var scope = NewDisposeScope();
        using var critic = Load(data, Plan.Shares[^1], seed, progress, "reward");
        using var value = critic.Copy("value");
        using var policy = Schooled(data, "easy to hard", seed, progress);
        using var reference = policy.CopyTo(data.Lab.Model.Language, "reference");
        var reward = new RewardModel(critic, []);
        var before = Draw(data, policy, reward);
        var steps = new List<IReadOnlyDictionary<string, double>>();
        var training = variant.Training with
        {
            Seed = seed, Decoding = variant.Training.Decoding.WithStops(Shapes.Lab.Template.Stop(Shapes.Lab.Tokenizer)),
        };
        training.Train(
            new Train.Rollouts.Roles(data.Lab.Model.Language, policy, reference, value),
            variant.Earned == Earned.ByModel ? replies => reward.Score(replies) : replies => [.. replies.Select(Right)],
            [.. Open.Asked.Select(data.Ask)],
            progress.Of<RolloutStep>(step =>
            {
                steps.Add(Told(step, reward));
                return new Advance(name, step.Rollout + 1, step.Total, "rollouts", Note(steps[^1]));
            }));
        var after = Draw(data, policy, reward);
        using var placed = policy.On();
        var exam = data.Lab.Examine($"exam of {name}", progress);
        return new Kept(steps, exam.Questions, exam.Hallucinations, before, after, clock.Elapsed.TotalSeconds);
    }

    private Dictionary<string, double> Told(RolloutStep step, RewardModel reward) => new(step.Metrics)
    {
        ["oracle/scores"] = step.Replies.Average(Right),
        ["reward/scores"] = reward.Score(step.Replies).Average(),
    };

    private static string Note(IReadOnlyDictionary<string, double> metrics) => FormattableString.Invariant(
        $"oracle {metrics["oracle/scores"]:0.00}, reward {metrics["reward/scores"]:0.00}, ")
        + FormattableString.Invariant($"KL {metrics["objective/kl"]:0.00}");

    /// <summary>Drawn answers to the test's open questions.</summary>
    private Drawn Draw(RlaifData data, Adapters policy, RewardModel reward)
    {
        using var scope = NewDisposeScope();
        RolloutQuestion[] asked = [.. Open.Tested.Select(data.Ask)];
        var stop = Shapes.Lab.Template.Stop(Shapes.Lab.Tokenizer);
        var replies = new List<Reply>();
        foreach (var part in asked.Index().Chunk(64))
        {
            using var placed = policy.On();
            var written = new TextGenerator(data.Lab.Model.Language, Plan.Decoding.WithStops(stop), Seed: 7).Answer(
                [.. part.Select(q => q.Item.Prompt)], cat([.. part.Select(q => q.Item.Visual)]),
                place => part[place].Index).Answers;
            replies.AddRange(part.Zip(written, (q, w) => Reply.From(q.Item, w[0], stop)));
        }

        return new Drawn(
            replies.Average(Right), reward.Score(replies).Average(), replies.Average(r => r.Ids.Count),
            replies.Average(r => r.Ended ? 1.0 : 0));
    }

    private double Right(Reply reply) => oracle.Score(
        reply.Question.Id, Shapes.Lab.Tokenizer.Decode(reply.Written.Ids));

    /// <summary>A reward model that stands, or is fitted now.</summary>
    private Critic Load(
        RlaifData data, double share, long seed, IProgress<Advance> progress, string name) => Critic.Load(
        weights.Open("reward-model", OfReward(share, seed), folder =>
        {
            using var scope = NewDisposeScope();
            using var critic = Critic.Create(data.Lab.Model.Language, Plan.Lora, seed, "reward");
            (Plan.Rewarding with { Seed = seed }).Train(
                new RewardModel(critic, []), Encoded(Fitted(share)), data.Media,
                progress.Of<PreferenceStep>(step => new Advance(
                    FormattableString.Invariant($"reward model of {share:P0} of the pairs, seed {seed}"),
                    step.Step + 1, step.Total, "steps",
                    FormattableString.Invariant($"loss {step.Metrics["loss"]:0.000}"))));
            critic.Save(folder);
        }),
        data.Lab.Model.Language, name);

    /// <summary>Adapters of the policy's init that stand, or are taught now; off the model.</summary>
    private Adapters Schooled(RlaifData data, string order, long seed, IProgress<Advance> progress) => PeftAdapter.Load(
        weights.Open("policy-init", OfInit(order, seed), folder =>
        {
            using var scope = NewDisposeScope();
            using var adapters = Plan.Lora.Attach(data.Lab.Model.Language, seed, "policy");
            var pairs = RlaifData.Truths(Open.Taught);
            var optimization = Plan.Schooling with { Order = order == "mixed" ? Order.Shuffled : Order.AsGiven };
            new PreferenceRun(Papers.Named("sft"), optimization, seed).Train(
                data.Lab.Model.Language, new Trained.Placed(adapters),
                PreferenceData.From(data.Lab.Model.Language, pairs, data.Media),
                progress.Of<PreferenceStep>(step => new Advance(
                    FormattableString.Invariant($"policy init, {order}, seed {seed}"),
                    step.Step + 1, step.Total, "steps",
                    FormattableString.Invariant($"loss {step.Metrics["loss"]:0.000}"))));
            PeftAdapter.From(adapters).Save(folder);
        }),
        data.Lab.Model.Language, "policy").Adapters;

    /// <summary>The first pairs of a fixed shuffle, so that a larger share holds a smaller one.</summary>
    private Sequence<Draft> Fitted(double share)
    {
        var all = Pcg.From(1, 0x3A1F).Shuffle(Pairs(held: false));
        return [.. all.Take(Math.Max(1, (int)Math.Round(share * all.Count)))];
    }

    /// <summary>Every fourth clip's pairs are held out.</summary>
    private Sequence<Draft> Pairs(bool held)
    {
        var clips = decided.Select(one => one.Clip).Distinct().Order(StringComparer.Ordinal).Index()
            .Where(clip => clip.Index % Fourth == 0).Select(clip => clip.Item).ToHashSet();
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
