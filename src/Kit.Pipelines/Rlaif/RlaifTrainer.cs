using Kit.Data.Storage;
using Kit.Models;
using Kit.Models.Generation;
using Kit.Models.Peft;
using Kit.Pairs;
using Kit.Pipelines.Alignment;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Train.Health;
using Kit.Train.Preference;
using Kit.Train.Rewards;
using Kit.Train.Rollouts;
using Kit.Train.Saving;
using static TorchSharp.torch;

namespace Kit.Pipelines.Rlaif;

/// <summary>The trainings of RLAIF beside one copy of the weights; what they leave is found again by what it depends
/// on.</summary>
/// <param name="Root">The module whose paths adapters bear in files.</param>
/// <param name="Language">Its language model; nothing is in place on it between trainings.</param>
/// <param name="Media">What stands before the answers of a pair.</param>
/// <param name="Rubric">Ids behind every answer that ask a reward model for its quality.</param>
/// <param name="Stop">The id that ends an answer.</param>
/// <param name="Weights">Where adapters are kept.</param>
/// <param name="Progress">Told of every step.</param>
internal sealed record RlaifTrainer(
    nn.Module Root, CausalLm Language, Media Media, Sequence<int> Rubric, int Stop, Cache Weights,
    IProgress<Advance> Progress)
{
    /// <summary>Answers drawn, or scored, at a time.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>A policy's question as a reward model on other weights meets it; null where both share them.</summary>
    public Func<RolloutQuestion, RolloutQuestion>? Rewarded { get; init; }

    /// <summary>Pairs in memory at a time where a policy is taught; null for a whole batch.</summary>
    public int? MicroBatch { get; init; }

    /// <summary>Where reward models and inits in the making are saved, each in a folder of its own, until they stand;
    /// null for nowhere. One program at a time makes the same.</summary>
    public RunFolder? Running { get; init; }

    /// <summary>A reward model that stands, or is fitted now, from where it was cut off.</summary>
    /// <param name="of">All that it depends on.</param>
    /// <param name="title">Of its progress.</param>
    /// <param name="lora">Its adapters'.</param>
    /// <param name="training">How, and the seed of adapters and order.</param>
    /// <param name="pairs">Labelled pairs; asked for only when it is fitted.</param>
    public RewardModel Reward(
        Fingerprint of, string title, Lora lora, RewardTraining training, Func<IReadOnlyList<EncodedPair>> pairs)
    {
        var place = Weights.Open("reward-model", of, folder =>
        {
            using var scope = NewDisposeScope();
            using var critic = Critic.Create(Language, lora, training.Seed, "reward");
            var model = new RewardModel(critic, Rubric);
            if (Of(of) is { } saved) training.Train(model, pairs(), Media, saved, Told(title));
            else training.Train(model, pairs(), Media, Told(title));
            critic.Save(folder);
        });
        Of(of)?.Remove();
        return new RewardModel(Critic.Load(place, Language, "reward"), Rubric);
    }

    /// <summary>A policy's adapters that stand, or are taught now, from where that was cut off; off the model.
    /// </summary>
    /// <param name="of">All that they depend on.</param>
    /// <param name="title">Of its progress.</param>
    /// <param name="lora">The adapters'.</param>
    /// <param name="schooling">Rates and order.</param>
    /// <param name="seed">Of adapters and order.</param>
    /// <param name="pairs">Whose chosen answers are imitated; none leaves the adapters fresh.</param>
    public PeftAdapter Init(
        Fingerprint of, string title, Lora lora, Optimization schooling, long seed,
        Func<IReadOnlyList<EncodedPair>> pairs)
    {
        var place = Weights.Open("policy-init", of, folder =>
        {
            using var scope = NewDisposeScope();
            using var peft = PeftAdapter.Attach(lora, Root, seed, "policy");
            var taught = pairs();
            if (taught.Count > 0)
                new PreferenceRun(Papers.Named("sft"), schooling, seed) { MicroBatch = MicroBatch, Folder = Of(of) }
                    .Train(Language, new Trained.Placed(peft.Adapters), PreferenceData.From(Language, taught, Media),
                        Told(title));
            peft.Save(folder);
        });
        Of(of)?.Remove();
        return PeftAdapter.Load(place, Root, "policy");
    }

    /// <summary>Policy, reference and value learn from a reward model by rollouts; the policy is moved in place. A run
    /// that was cut off goes on after its newest checkpoint.</summary>
    /// <param name="folder">Where it is saved; of this run alone.</param>
    /// <param name="name">Of its progress.</param>
    /// <param name="training">Its stop is set here.</param>
    /// <param name="policy">Whose copy is the reference.</param>
    /// <param name="reward">Whose copy is the value model at first, where they share their weights; elsewhere the value
    /// model starts from zeros.</param>
    /// <param name="rule">What rewards instead of it; null for none.</param>
    /// <param name="asked">Read when they are asked.</param>
    /// <param name="tell">What is kept of a rollout.</param>
    /// <param name="note">What is shown of that.</param>
    public IReadOnlyList<IReadOnlyDictionary<string, double>> Learn(
        RunFolder folder, string name, RolloutTraining training, Adapters policy, RewardModel reward,
        Func<IReadOnlyList<Reply>, IReadOnlyList<double>>? rule, IReadOnlyList<RolloutQuestion> asked,
        Func<RolloutStep, IReadOnlyDictionary<string, double>> tell,
        Func<IReadOnlyDictionary<string, double>, string> note)
    {
        using var value = reward.Critic.Model == Language
            ? reward.Critic.Copy("value") : Critic.Create(Language, policy.Lora, training.Seed, "value");
        using var reference = policy.CopyTo(Root, "reference");
        using var log = RunLog.Open(folder.Path, new HealthWatch([]));
        (training with { Decoding = training.Decoding.WithStops(Stop) }).Train(
            new Train.Rollouts.Roles(Language, policy, reference, value),
            rule ?? (replies => Score(reward, replies)), asked, folder,
            Progress.Of<RolloutStep>(step =>
            {
                var told = tell(step);
                log.Write(new StepReport(step.Rollout, step.Total, told));
                return new Advance(name, step.Rollout + 1, step.Total, "rollouts", note(told));
            }));
        return [.. log.Steps.Select(step => step.Metrics)];
    }

    /// <summary>What a reward model makes of answers.</summary>
    public IReadOnlyList<double> Score(RewardModel reward, IReadOnlyList<Reply> replies) => reward.Score(
        Rewarded is { } met ? [.. replies.Select(reply => reply with { Question = met(reply.Question) })] : replies,
        Math.Min(Batch, Scored));

    /// <summary>Drawn answers to some questions, each with its score; those to one question are neighbours.</summary>
    /// <param name="asked">The questions.</param>
    /// <param name="policy">Who answers.</param>
    /// <param name="decoding">How, and how often.</param>
    /// <param name="reward">Who scores.</param>
    public IReadOnlyList<ScoredAnswer> Draw(
        IReadOnlyList<RolloutQuestion> asked, Adapters policy, Decoding decoding, RewardModel reward) =>
    [
        .. Enumerable.Range(0, asked.Count).Chunk(Batch)
            .SelectMany(part => Draw(asked, part, policy, decoding, reward)),
    ];

    private IReadOnlyList<ScoredAnswer> Draw(
        IReadOnlyList<RolloutQuestion> asked, int[] part, Adapters policy, Decoding decoding, RewardModel reward)
    {
        using var scope = NewDisposeScope();
        RolloutQuestion[] questions = [.. part.Select(i => asked[i])];
        var replies = Answer(questions, i => part[i], policy, decoding);
        return [.. replies.Zip(Score(reward, replies), (reply, score) => new ScoredAnswer(
            reply.Question.Id, reply.Written, reply.Ids.Count, reply.Ended, score))];
    }

    private IReadOnlyList<Reply> Answer(
        RolloutQuestion[] questions, Func<int, long> stream, Adapters policy, Decoding decoding)
    {
        using var placed = policy.On();
        var written = new TextGenerator(Language, decoding.WithStops(Stop), Seed: 7).Answer(
            [.. questions.Select(one => one.Prompt)], cat([.. questions.Select(one => one.Visual)]), stream).Answers;
        return [.. questions.Zip(written).SelectMany(both => both.Second.Select(
            said => Reply.From(both.First, said, Stop)))];
    }

    private RunFolder? Of(Fingerprint of) =>
        Running is null ? null : Running with { Path = Path.Combine(Running.Path, of.Brief) };

    private IProgress<PreferenceStep> Told(string title) => Progress.Of<PreferenceStep>(step => new Advance(
        title, step.Step + 1, step.Total, "steps",
        FormattableString.Invariant($"loss {step.Metrics["loss"]:0.000}")));

    private const int Scored = 32;
}

/// <summary>A drawn answer to a question, with its score.</summary>
/// <param name="Question">Its id.</param>
/// <param name="Written">What was said.</param>
/// <param name="Length">Tokens, the stop among them.</param>
/// <param name="Ended">Whether it ended by itself.</param>
/// <param name="Reward">The reward model's.</param>
internal sealed record ScoredAnswer(string Question, Written Written, int Length, bool Ended, double Reward);
