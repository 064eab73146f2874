using Kit.Pairs;
using Kit.Torch;
using Kit.Train.Preference;
using Kit.Train.Saving;
using static TorchSharp.torch;

namespace Kit.Train.Rewards;

/// <summary>One run of <see cref="RewardTraining"/>.</summary>
internal sealed class RewardLoop : IDisposable
{
    private readonly RewardTraining training;
    private readonly RewardModel model;
    private readonly IReadOnlyList<EncodedPair> pairs;
    private readonly Media media;
    private readonly DataOrder order;
    private readonly CompiledObjective objective;
    private readonly Optimizer optimizer;
    private readonly int total;
    private Saver? saver;
    private TrainState state;

    public RewardLoop(RewardTraining training, RewardModel model, IReadOnlyList<EncodedPair> pairs, Media media)
    {
        (this.training, this.model, this.pairs, this.media) = (training, model, pairs, media);
        order = new DataOrder(
            pairs.Count, training.Optimization.BatchSize, training.Seed, training.Optimization.Order);
        total = training.Optimization.Steps(pairs.Count);
        objective = CompiledObjective.From(training.Objective);
        optimizer = new Optimizer(model.Critic.Parameters, training.Optimization, total);
        state = TrainState.Start(training.Objective);
    }

    /// <summary>Takes the newest checkpoint of a folder up, if there is one, and saves there from now on.</summary>
    public void GoOn(RunFolder folder)
    {
        using var scope = NewDisposeScope();
        saver = Saver.Open(
            folder, RewardFingerprint.From(training, model, pairs), new RewardFiles(model.Critic, optimizer.Adam));
        state = saver.Resume() ?? state;
    }

    /// <summary>All steps that are left.</summary>
    public void Run(IProgress<PreferenceStep> progress)
    {
        while (state.Step < total)
        {
            var report = Step();
            saver?.Log(report);
            progress.Report(report);
            saver?.Save(state, state.Step == total, total, order.StepsPerEpoch);
        }
    }

    private PreferenceStep Step()
    {
        using var scope = NewDisposeScope();
        var step = state.Step;
        using var dropping = model.Critic.Adapters.Dropping(step);
        EncodedPair[] batch = [.. order.Batch(step).Select(i => pairs[i])];
        var given = model.Evidence(batch, media);
        // Derived gradients: autograd's through a compiled graph depend on how often it has run in this process.
        var (outcome, credit) = objective.Appraise(given.ToDictionary(one => one.Key, one => one.Value.detach()));
        using var mine = model.Critic.Adapters.On();      // a layer that recomputes must find them
        var (norm, rate) = optimizer.Step(
            () => autograd.backward([.. credit.Keys.Select(one => given[one])], [.. credit.Values]), step);
        var metrics = StepMetrics.Read(outcome.Loss, outcome.Metrics.Select(m => (m.Key, m.Value)), norm, rate);
        StepMetrics.Guard(metrics, $"Reward model, step {step}", batch.Select(p => p.Id));
        state = state with { Step = step + 1 };
        return new PreferenceStep(step, total, metrics);
    }

    public void Dispose()
    {
        saver?.Dispose();
        objective.Dispose();
        optimizer.Dispose();
    }
}
