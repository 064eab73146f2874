using Kit.Models;
using Kit.Torch;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Train.Preference;

/// <summary>Preference training with adapters: which objective, how it moves, from which seed.</summary>
/// <param name="Objective">The loss.</param>
/// <param name="Optimization">Rates, batch size, epochs.</param>
/// <param name="Lora">Where and how large the adapters are.</param>
/// <param name="Seed">Data order and adapters; equal seeds see equal batches whatever the objective.</param>
public sealed record PreferenceTraining(Objective Objective, Optimization Optimization, Lora Lora, long Seed)
{
    /// <summary>Trains fresh adapters on the model and leaves them in place; dispose them to have the base model
    /// back.</summary>
    /// <param name="model">The reference; it must be the model that made the data's reference evidence.</param>
    /// <param name="data">What to learn from.</param>
    /// <param name="progress">Told after every step.</param>
    /// <exception cref="InvalidOperationException">A contract of step 0 is broken.</exception>
    /// <exception cref="ArithmeticException">A loss is not finite; the step and its pairs are named.</exception>
    public Adapters Train(VideoLm model, PreferenceData data, IProgress<PreferenceStep> progress)
    {
        var adapters = Lora.Attach(model.Language, Seed);
        try
        {
            Run(new Scorer(model, data), adapters, data, progress);
            return adapters;
        }
        catch
        {
            adapters.Dispose();
            throw;
        }
    }

    private void Run(Scorer scorer, Adapters adapters, PreferenceData data, IProgress<PreferenceStep> progress)
    {
        var order = new DataOrder(data.Pairs.Count, Optimization.BatchSize, Seed);
        var total = Optimization.Steps(data.Pairs.Count);
        using var objective = CompiledObjective.From(Objective);
        using var carried = new Carried(Objective, adapters.Parameters.First().device);
        using var drift = CompiledGraph.From([.. Drift.Metrics.Select(m => (m.Name, m.Value))]);
        using var optimizer = new Optimizer(adapters.Parameters, Optimization, total);
        Check(scorer, objective, carried, data, order.Batch(0));
        for (var step = 0; step < total; step++)
        {
            using var scope = NewDisposeScope();
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
        Scorer scorer, CompiledObjective objective, Carried carried, PreferenceData data, IReadOnlyList<int> batch)
    {
        using var scope = NewDisposeScope();
        Contracts.StepZero(objective, carried.With(scorer.Evidence(batch)));
        Contracts.SeesVideo(scorer, batch, data.Shelf.Take(batch.Select(i => (data.Pairs[i].Id, data.Pairs[i].Clip))));
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
