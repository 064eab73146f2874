using Kit.Pairs;
using Kit.Torch;
using Kit.Train.Preference;
using static TorchSharp.torch;

namespace Kit.Train.Rewards;

/// <summary>Fits a reward model to labelled pairs: an objective over <c>reward.head</c>, such as
/// <see cref="Papers.VlmRlaifReward"/>.</summary>
/// <param name="Objective">The loss.</param>
/// <param name="Optimization">Rates, pairs a step, epochs.</param>
/// <param name="Seed">Data order.</param>
public sealed record RewardTraining(Objective Objective, Optimization Optimization, long Seed)
{
    /// <summary>Trains adapters and head in place.</summary>
    /// <param name="model">Untrained at first, which says 0 of everything.</param>
    /// <param name="pairs">Labelled pairs.</param>
    /// <param name="media">What stands before their answers.</param>
    /// <param name="progress">Told after every step: loss, rewards/*, grad_norm, learning_rate.</param>
    /// <exception cref="ArithmeticException">A number is not finite; step and pairs are named.</exception>
    public void Train(
        RewardModel model, IReadOnlyList<EncodedPair> pairs, Media media, IProgress<PreferenceStep> progress)
    {
        var order = new DataOrder(pairs.Count, Optimization.BatchSize, Seed, Optimization.Order);
        var total = Optimization.Steps(pairs.Count);
        using var objective = CompiledObjective.From(Objective);
        using var optimizer = new Optimizer(model.Critic.Parameters, Optimization, total);
        for (var step = 0; step < total; step++)
        {
            using var scope = NewDisposeScope();
            using var dropping = model.Critic.Adapters.Dropping(step);
            EncodedPair[] batch = [.. order.Batch(step).Select(i => pairs[i])];
            var outcome = objective.Apply(model.Evidence(batch, media));
            using var mine = model.Critic.Adapters.On();      // a layer that recomputes must find them
            var (norm, rate) = optimizer.Step(outcome.Loss, step);
            var metrics = StepMetrics.Read(outcome.Loss, outcome.Metrics.Select(m => (m.Key, m.Value)), norm, rate);
            StepMetrics.Guard(metrics, $"Reward model, step {step}", batch.Select(p => p.Id));
            progress.Report(new PreferenceStep(step, total, metrics));
        }
    }
}
