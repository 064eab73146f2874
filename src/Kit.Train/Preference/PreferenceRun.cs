using Kit.Models;
using Kit.Torch;
using static TorchSharp.torch;

namespace Kit.Train.Preference;

/// <summary>A preference run over whatever is trained: which objective, how it moves, in which order.</summary>
/// <param name="Objective">The loss.</param>
/// <param name="Optimization">Rates, batch size, epochs.</param>
/// <param name="Seed">Data order; equal seeds see equal batches whatever the objective.</param>
public sealed record PreferenceRun(Objective Objective, Optimization Optimization, long Seed)
{
    /// <summary>Trains in place.</summary>
    /// <param name="model">The policy; as it stands it must be the reference of the data, adapters in place
    /// included.</param>
    /// <param name="trained">All weights, or adapters in place.</param>
    /// <param name="data">What to learn from.</param>
    /// <param name="progress">Told after every step.</param>
    /// <exception cref="InvalidOperationException">A contract of step 0 is broken.</exception>
    /// <exception cref="ArithmeticException">A loss is not finite; the step and its pairs are named.</exception>
    public void Train(CausalLm model, Trained trained, PreferenceData data, IProgress<PreferenceStep> progress)
    {
        var scorer = new Scorer(model, data);
        var order = new DataOrder(data.Pairs.Count, Optimization.BatchSize, Seed, Optimization.Order);
        var total = Optimization.Steps(data.Pairs.Count);
        using var objective = CompiledObjective.From(Objective);
        using var carried = new Carried(Objective, model.Place.Device);
        using var drift = CompiledGraph.From([.. Drift.Metrics.Select(m => (m.Name, m.Value))]);
        using var optimizer = new Optimizer(trained.Parameters(model), Optimization, total);
        Check(scorer, objective, carried, order.Batch(0));
        for (var step = 0; step < total; step++)
        {
            using var scope = NewDisposeScope();
            using var dropping = trained.Dropping(step);
            var batch = order.Batch(step);
            var evidence = carried.Update(scorer.Evidence(batch));
            var outcome = objective.Apply(evidence);
            var (norm, rate) = optimizer.Step(outcome.Loss, step);
            var metrics = Read(outcome, drift.Apply(evidence), norm, rate);
            Guard(metrics, step, batch, data);
            progress.Report(new PreferenceStep(step, total, metrics));
        }
    }

    private static void Check(
        Scorer scorer, CompiledObjective objective, Carried carried, IReadOnlyList<int> batch)
    {
        using var scope = NewDisposeScope();
        Contracts.StepZero(objective, carried.With(scorer.Evidence(batch)));
        Contracts.SeesVideo(scorer, batch);
    }

    private static SortedDictionary<string, double> Read(
        TensorOutcome outcome, Tensor[] drift, double norm, double rate)
    {
        var named = outcome.Metrics.Concat(Drift.Metrics.Zip(drift, (m, t) => KeyValuePair.Create(m.Name, t)))
            .Append(new("loss", outcome.Loss)).DistinctBy(m => m.Key).ToArray();
        var values = stack(named.Select(m => m.Value.detach())).cpu().to(ScalarType.Float64).data<double>().ToArray();
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["grad_norm"] = norm, ["learning_rate"] = rate,
        };
        foreach (var (metric, value) in named.Zip(values)) metrics[metric.Key] = value;
        return metrics;
    }

    private static void Guard(
        IReadOnlyDictionary<string, double> metrics, int step, IReadOnlyList<int> batch, PreferenceData data)
    {
        foreach (var (name, value) in metrics)
            if (!double.IsFinite(value))
                throw new ArithmeticException(
                    $"Step {step}, {name}: expected a finite value, got {value}. Pairs: "
                    + $"{string.Join(", ", batch.Select(i => data.Pairs[i].Id))}. Lower the rate or inspect these pairs.");
    }
}
