using Kit.Pipelines;

namespace Kit.Report.Ablations;

/// <summary>Runs side by side at one step, and what they cost.</summary>
public static partial class AblationTables
{
    /// <summary>Every loss at the same step of its runs: nothing is gained by having trained longer.</summary>
    /// <param name="result">All runs.</param>
    /// <param name="step">From 0; null for the last step that all runs have.</param>
    /// <exception cref="ArgumentOutOfRangeException">Some run has no such step.</exception>
    public static Table AtStep(AblationResult result, int? step = null)
    {
        var last = result.Runs.Min(r => r.Steps.Count) - 1;
        var at = step ?? last;
        if (at < 0 || at > last) throw new ArgumentOutOfRangeException(
            nameof(step), FormattableString.Invariant($"step: expected 0 … {last}, which all runs have, got {at}."));
        var table = Table.From(FormattableString.Invariant($"After step {at + 1} of every run"),
            Column.Words("Loss"), Column.Number("loss", "nats", 3), Column.Number("margin", "nats", 3, Better.Higher),
            Column.Percent("pairs told apart", Better.Higher),
            Column.Number("KL(ref‖policy) on chosen", "nats", 3, Better.Lower),
            Column.Number("Δlogp of chosen", "nats", 3, Better.Higher), Column.Number("Δlogp of rejected", "nats", 3));
        string[] metrics =
            ["loss", "rewards/margins", "rewards/accuracies", "kl/chosen", "delta/chosen", "delta/rejected"];
        return result.Ablation.Variants.Aggregate(table, (t, v) => t.With(
            [Cell.From(v.Name), .. metrics.Select(metric => At(result, v, at, metric))]))
            .WithNote("Measured on that step's batch, the same for all losses of a seed.");
    }

    /// <summary>Missing where the loss does not tell it.</summary>
    private static Cell At(AblationResult result, Variant variant, int step, string metric) =>
        result.Of(variant.Name).All(run => run.Steps[step].Metrics.ContainsKey(metric))
            ? Cell.From(AblationScores.ByRun(result, variant.Name, run => run.Steps[step].Metrics[metric]))
            : new Cell.Missing();

    /// <summary>What the runs took; measured on a machine that may have had other work, so compare rows of one table.
    /// </summary>
    public static Table Cost(AblationResult result)
    {
        var table = Table.From("Cost of a run", Column.Words("Loss"), Column.Number("seconds", "s", 3, Better.Lower),
            Column.Number("steps"), Column.Number("pairs a second", "1/s", 3, Better.Higher));
        return result.Ablation.Variants.Aggregate(table, (t, v) => t.With(
            Cell.From(v.Name), Over(result, v, r => r.Seconds), Over(result, v, r => r.Steps.Count),
            Over(result, v, r => r.Steps.Count * result.Ablation.Optimization.BatchSize / r.Seconds)));
    }

    private static Cell Over(AblationResult result, Variant variant, Func<AblationRun, double> value) =>
        Cell.From(AblationScores.ByRun(result, variant.Name, value));
}
