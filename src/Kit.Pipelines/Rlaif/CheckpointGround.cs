using System.Diagnostics;
using System.Text;
using Kit.Data.Storage;
using Kit.Evaluate;
using Kit.Models.Peft;
using Kit.Pairs;
using Kit.Pipelines.Alignment;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.Results;
using Kit.Train.Preference;
using Kit.Train.Rewards;
using Kit.Train.Saving;
using static TorchSharp.torch;
using Seen = Kit.Pipelines.Alignment.Clips;

namespace Kit.Pipelines.Rlaif;

/// <summary>What all trainings of a checkpoint stand on, and the folder that keeps their results.</summary>
internal sealed class CheckpointGround
{
    private const int Shown = 12;
    private readonly CheckpointRlaifPlan plan;
    private readonly string folder;
    private readonly Fingerprint identity;
    private readonly Assistant assistant;
    private readonly Seen clips;
    private readonly HeldOut held;
    private readonly RlaifTrainer trainer;
    private readonly ResultStore<CheckpointFit> fits;
    private readonly ResultStore<PolicyRun> runs;
    private readonly Sequence<Draft> truths;

    public CheckpointGround(
        CheckpointRlaifPlan plan, string folder, Fingerprint identity, Assistant assistant, Seen clips, HeldOut held,
        IProgress<Advance> progress)
    {
        (this.plan, this.folder, this.identity) = (plan, folder, identity);
        (this.assistant, this.clips, this.held) = (assistant, clips, held);
        fits = new(Path.Combine(folder, "results"), "reward-fit");
        runs = new(Path.Combine(folder, "results"), "policy-run");
        truths = Readable(held.Truths);
        trainer = new RlaifTrainer(
            assistant.Model, assistant.Model.Language,
            new Media.Typed(pair => clips.Prompt(pair.Prompt, pair.Clip), pair => clips.Features(pair.Clip)),
            RewardRubric.Ids(assistant.Template, assistant.Tokenizer),
            assistant.Template.Stop(assistant.Tokenizer), new Cache(Path.Combine(folder, "weights")), progress)
        {
            Batch = plan.Batch, MicroBatch = plan.Batch,
            Running = new RunFolder(Path.Combine(folder, "running"), plan.SaveStepsEvery, Keep: 1),
        };
    }

    /// <summary>True answers of the policy's init.</summary>
    public int Taught => truths.Count;

    /// <summary>A reward model of a share of the pairs, measured on held-out clips.</summary>
    public CheckpointFit Reward(double share) => fits.Open(OfReward(share), () =>
    {
        using var scope = NewDisposeScope();
        var model = Fit(share);
        using var critic = model.Critic;
        var measured = Encoded(held.Measured);
        return new CheckpointFit(
            share, held.Fitted(share).Count, measured.Count,
            model.Margins(measured, trainer.Media, plan.Batch).Average(m => m > 0 ? 1 : m < 0 ? 0 : 0.5));
    });

    /// <summary>The policy that learns from the reward model of the last share.</summary>
    public PolicyRun Policy()
    {
        var run = runs.Open(OfRun, Learn);
        Running.Remove();
        return run;
    }

    /// <summary>Writes the policy, with the checkpoint's folder as its base.</summary>
    public void Save(string target)
    {
        using var scope = NewDisposeScope();
        using var policy = PeftAdapter.Load(
            trainer.Weights.Require("policy", OfRun), assistant.Model, "policy");
        policy.WithBase(plan.Model).Save(target);
    }

    private PolicyRun Learn()
    {
        var clock = Stopwatch.StartNew();
        using var scope = NewDisposeScope();
        var reward = Fit(plan.Shares[^1]);
        using var critic = reward.Critic;
        using var policy = Init();
        var tested = Later(held.Some(plan.Tested));
        var before = trainer.Draw(tested, policy.Adapters, plan.Rollouts.Decoding, reward);
        var steps = trainer.Learn(
            Running, "PPO", plan.Rollouts with { Seed = plan.Seed }, policy.Adapters, reward, rule: null,
            Later(held.Asked),
            step => step.Metrics, Note);
        var after = trainer.Draw(tested, policy.Adapters, plan.Rollouts.Decoding, reward);
        trainer.Weights.Open("policy", OfRun, policy.Save);
        return new PolicyRun(
            steps, Summary(before), Summary(after), [.. before.Zip(after).Take(Shown).Select(Sample)],
            clock.Elapsed.TotalSeconds);
    }

    private static string Note(IReadOnlyDictionary<string, double> metrics) => FormattableString.Invariant(
        $"reward {metrics["objective/scores"]:0.00}, KL {metrics["objective/kl"]:0.00}");

    private RewardModel Fit(double share) => trainer.Reward(
        OfReward(share), FormattableString.Invariant($"reward model of {share:P0} of the pairs"), plan.Lora,
        plan.Rewarding with { Seed = plan.Seed }, () => Encoded(held.Fitted(share)));

    private PeftAdapter Init() => trainer.Init(
        OfInit, "policy init", plan.Lora, plan.Schooling, plan.Seed, () => Encode(truths.Select(one => new Pair(
            one.Id, one.Clip, one[QuestionFile.Question], new Answer(one[QuestionFile.Truth]), new Answer(".")))));

    private AskedLater Later(Sequence<Draft> drafts) => new(Readable(drafts), assistant, clips);

    private Sequence<Draft> Readable(Sequence<Draft> drafts) =>
        [.. drafts.Where(one => clips.Seen.ContainsKey(one.Clip))];

    private IReadOnlyList<EncodedPair> Encoded(Sequence<Draft> drafts) => Encode(drafts.Select(Feedback.ToPair));

    private IReadOnlyList<EncodedPair> Encode(IEnumerable<Pair> pairs) =>
        [.. pairs.Select(pair => assistant.Template.Apply(assistant.Tokenizer, pair))];

    private static DrawnAnswers Summary(IReadOnlyList<ScoredAnswer> said) => new(
        said.Count, said.Average(one => one.Reward), said.Average(one => one.Length),
        said.Average(one => one.Ended ? 1.0 : 0));

    private DrawnSample Sample((ScoredAnswer Before, ScoredAnswer After) two)
    {
        var asked = held.Tested.First(one => one.Id == two.Before.Question);
        return new DrawnSample(
            asked.Id, asked.Clip, asked[QuestionFile.Question], assistant.Text(two.Before.Written), two.Before.Reward,
            assistant.Text(two.After.Written), two.After.Reward);
    }

    /// <summary>Where the policy's run is saved until its result stands.</summary>
    private RunFolder Running => new(Path.Combine(folder, "running", OfRun.Brief), plan.SaveEvery, Keep: 1);

    private Fingerprint Ground => identity.With("lora", $"{plan.Lora}").With("seed", $"{plan.Seed}");

    private Fingerprint OfReward(double share) => Ground.With("pairs", Digest(held.Decided))
        .With("training", $"{plan.Rewarding}").With("share", FormattableString.Invariant($"{share}"));

    private Fingerprint OfInit => Ground.With("truths", Digest(truths))
        .With("schooling", Taught > 0 ? $"{plan.Schooling}" : "none");

    private Fingerprint OfRun => OfReward(plan.Shares[^1]).With("truths", Digest(truths))
        .With("schooling", Taught > 0 ? $"{plan.Schooling}" : "none").With("rollouts", $"{plan.Rollouts}")
        .With("questions", Digest(held.Questions)).With("batch", $"{plan.Batch}").With("tested", $"{plan.Tested}");

    private static string Digest(IEnumerable<Draft> drafts) =>
        Fingerprint.Digest(Encoding.UTF8.GetBytes(string.Join('\n', drafts)));
}
