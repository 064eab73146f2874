using Kit.Data.Storage;
using Kit.Expressions;
using Kit.Models.Generation;
using Kit.Torch;
using Kit.Torch.Heads;
using Kit.Torch.Layers;
using Kit.Train.Preference;
using Kit.Train.Saving;
using static TorchSharp.torch;

namespace Kit.Train.Rollouts;

/// <summary>One run of <see cref="RolloutTraining"/>: what it keeps from rollout to rollout.</summary>
internal sealed class RolloutLoop : IDisposable
{
    private const long Draws = 0x801, Updates = 0x802;

    private const string KlWeight = "objective/kl_weight";

    private readonly RolloutTraining training;
    private readonly Roles roles;
    private readonly Func<IReadOnlyList<Reply>, IReadOnlyList<double>> rewards;
    private readonly CompiledObjective objective;
    private readonly Carried carried;
    private readonly Optimizer optimizer;
    private readonly Earnings? earnings;
    private Saver? saver;
    private TrainState state;
    private double klWeight;

    public RolloutLoop(
        RolloutTraining training, Roles roles, Func<IReadOnlyList<Reply>, IReadOnlyList<double>> rewards, int total)
    {
        (this.training, this.roles, this.rewards) = (training, roles, rewards);
        objective = CompiledObjective.From(training.Objective);
        carried = new Carried(training.Objective);
        optimizer = new Optimizer(
            roles.Policy.Parameters.Concat(roles.Critic?.Parameters ?? []), training.Optimization, total);
        state = TrainState.Start(training.Objective);
        earnings = training.Advantages is { } gae ? new Earnings(gae) : null;
        klWeight = training.Advantages?.Rewards.KlWeight ?? 0;
    }

    /// <summary>Finished rollouts.</summary>
    public int Done { get; private set; }

    /// <summary>Takes the newest checkpoint of a folder up, if there is one.</summary>
    /// <param name="folder">Where to save from now on.</param>
    /// <param name="run">What the bits of the run depend on.</param>
    public void GoOn(RunFolder folder, Fingerprint run)
    {
        saver = Saver.Open(folder, run, new RolloutFiles(roles, optimizer.Adam));
        if (saver.Resume() is not { } saved) return;
        Done = saved.Step;
        state = state with { Carried = [.. saved.Carried.SkipLast(1)] };
        klWeight = saved.Carried[^1].Value;
    }

    /// <summary>Writes a checkpoint where one is due.</summary>
    /// <param name="total">Rollouts of the run.</param>
    /// <param name="perEpoch">Rollouts of a pass over the questions.</param>
    public void Save(int total, int perEpoch) => saver?.Save(
        new TrainState(Done, [.. state.Carried, new Carry(KlWeight, klWeight)], null), Done == total, total, perEpoch);

    /// <summary>Answers some questions and learns from the answers.</summary>
    public RolloutStep Run(int index, int total, IReadOnlyList<RolloutQuestion> asked)
    {
        using var scope = NewDisposeScope();
        var replies = Answer(index, asked);
        var earned = Earn(index, replies);
        var (rollout, metrics) = Look(replies, earned);
        var updates = Enumerable.Range(0, training.Passes)
            .SelectMany(pass => Order(index, pass, replies.Count)
                .Select(rows => Update(rollout, rows, index))).ToArray();
        foreach (var name in updates[0].Keys) metrics[name] = updates.Average(update => update[name]);
        StepMetrics.Guard(metrics, $"Rollout {index}", asked.Select(one => one.Id));
        if (earnings is not null) klWeight = training.Kl.Next(klWeight, metrics["objective/kl"], replies.Count);
        Done = index + 1;
        saver?.Log(new PreferenceStep(index, total, metrics));
        return new RolloutStep(index, total, replies, earned, metrics);
    }

    private IReadOnlyList<Reply> Answer(int index, IReadOnlyList<RolloutQuestion> asked)
    {
        using var policy = roles.Policy.On();
        var seed = (long)Pcg.From(training.Seed, Draws, index).Next();
        var answers = new TextGenerator(roles.Model, training.Decoding, seed).Answer(
            [.. asked.Select(one => one.Prompt)], cat([.. asked.Select(one => one.Visual)]),
            place => place).Answers;
        return [.. asked.Zip(answers).SelectMany(x => x.Second.Select(
            written => Reply.From(x.First, written, training.Decoding.Stops[0])))];
    }

    private IReadOnlyList<double> Earn(int index, IReadOnlyList<Reply> replies)
    {
        var earned = rewards(replies);
        if (earned.Count != replies.Count) throw new ArgumentException(FormattableString.Invariant(
            $"rewards of rollout {index}: expected {replies.Count}, one an answer, got {earned.Count}. ")
            + "Reward every answer.");
        for (var i = 0; i < earned.Count; i++)
            if (!double.IsFinite(earned[i])) throw new ArithmeticException(FormattableString.Invariant(
                $"reward of {replies[i].Question.Id}, rollout {index}: expected a finite number, got {earned[i]}. ")
                + "Correct what rewards it.");
        return earned;
    }

    /// <summary>What the passes hold fixed, and what there is to say about the rollout as a whole.</summary>
    private (Rollout, SortedDictionary<string, double>) Look(IReadOnlyList<Reply> replies, IReadOnlyList<double> earned)
    {
        using var still = no_grad();
        var parts = replies.Chunk(training.Optimization.BatchSize).Select(Old).ToArray();
        var look = parts[0].Keys.ToDictionary(one => one, one => cat([.. parts.Select(part => part[one])]));
        look[Quantity.Reward.At(Slot.Response)] =
            tensor(earned.Select(r => (float)r).ToArray(), device: roles.Model.Place.Device);
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["objective/scores"] = earned.Average(),
            ["val/ended"] = replies.Average(r => r.Ended ? 1.0 : 0),
            ["completions/mean_length"] = replies.Average(r => r.Ids.Count),
        };
        earnings?.Add(look, metrics, klWeight);
        return (new Rollout(replies, earned, look), metrics);
    }

    private Dictionary<Evidence, Tensor> Old(Reply[] replies)
    {
        var batch = new ReplyBatch(replies, training.Width, roles.Model.Place.Device);
        var old = batch.Given.ToDictionary();
        old[Quantity.OldLogp.At(Slot.Response)] = batch.Spread(Score(batch, roles.Policy.On()).LogProbability);
        // The divergence is told even where it costs nothing.
        if (earnings is not null || training.Reads(Quantity.ReferenceLogp))
            old[Quantity.ReferenceLogp.At(Slot.Response)] = batch.Spread(
                Score(batch, roles.AsReference()).LogProbability);
        if (roles.Critic is { } critic)
            old[Quantity.OldValue.At(Slot.Response)] = batch.Spread(critic.Read(batch.Visual, batch.Layout));
        return old;
    }

    private TokenEvidence Score(ReplyBatch batch, IDisposable? who)
    {
        using var placed = who;
        var asked = training.Reads(Quantity.Entropy)
            ? Asked.LogProbability.With(Quantity.Entropy) : Asked.LogProbability;
        return roles.Model.Head.Apply(roles.Model.call(batch.Visual, batch.Layout), batch.Layout.Targets, asked);
    }

    /// <summary>Rows of every update of a pass: whole questions in a new order, every row once.</summary>
    private IEnumerable<int[]> Order(int index, int pass, int replies)
    {
        var samples = training.Decoding.Samples;
        var questions = Pcg.From(training.Seed, Updates, index, pass).Permutation(replies / samples);
        return questions.SelectMany(q => Enumerable.Range(q * samples, samples)).Chunk(training.Optimization.BatchSize);
    }

    /// <summary>One update: evidence, d loss / d evidence, and the policy's and the critic's backward passes from
    /// it.</summary>
    private SortedDictionary<string, double> Update(Rollout rollout, int[] rows, int index)
    {
        using var scope = NewDisposeScope();
        Reply[] replies = [.. rows.Select(row => rollout.Replies[row])];
        var batch = new ReplyBatch(replies, training.Width, roles.Model.Place.Device);
        using var dropping = roles.Policy.Dropping(index);
        var moved = Moved(batch);
        var evidence = rollout.Rows(rows)
            .Concat(moved.Select(one => KeyValuePair.Create(one.Evidence, one.Value.detach()))).ToDictionary();
        var given = carried.Update(evidence, state);
        var (outcome, credit) = objective.Appraise(given);
        var (norm, rate) = optimizer.Step(() =>
        {
            foreach (var own in moved.GroupBy(one => one.Owner))
                Back([.. own.Select(one => (one.Value, credit[one.Evidence]))], own.Key.On());
        }, index);
        var told = StepMetrics.Read(
            outcome.Loss, outcome.Metrics.Select(m => (m.Key, m.Value)).Concat(carried.In(given)), norm, rate);
        state = new TrainState(state.Step + 1, [.. state.Carried.Select(c => c with { Value = told[c.Name] })], null);
        return told;
    }

    /// <summary>What the objective differentiates, [B, T], and whose adapters made it.</summary>
    private IReadOnlyList<(Evidence Evidence, Tensor Value, Adapters Owner)> Moved(ReplyBatch batch)
    {
        var scored = Score(batch, roles.Policy.On());
        var policy = new[] { (Quantity.PolicyLogp, (Tensor?)scored.LogProbability), (Quantity.Entropy, scored.Entropy) }
            .Where(one => one.Item2 is not null && training.Differentiates(one.Item1))
            .Select(one => (one.Item1.At(Slot.Response), batch.Spread(one.Item2!), roles.Policy));
        if (!training.Differentiates(Quantity.Value)) return [.. policy];
        var critic = roles.Critic!;
        return
        [
            .. policy,
            (Quantity.Value.At(Slot.Response), batch.Spread(critic.Read(batch.Visual, batch.Layout)), critic.Adapters),
        ];
    }

    /// <summary>A layer that recomputes must find the adapters that it ran with.</summary>
    private static void Back((Tensor Evidence, Tensor Credit)[] roots, IDisposable who)
    {
        using var placed = who;
        autograd.backward([.. roots.Select(root => root.Evidence)], [.. roots.Select(root => root.Credit)]);
    }

    public void Dispose()
    {
        saver?.Dispose();
        objective.Dispose();
        carried.Dispose();
        optimizer.Dispose();
        earnings?.Dispose();
    }
}
