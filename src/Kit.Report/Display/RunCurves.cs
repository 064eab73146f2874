using Kit.Train.Metrics;
using Kit.Train.Preference;
using Kit.Train.Supervised;

namespace Kit.Report.Formatters;

/// <summary>The metrics of a run as small charts, one a metric.</summary>
internal static class RunCurves
{
    private const int Most = 12;

    /// <summary>What a reader looks at first.</summary>
    private static readonly string[] First =
    [
        "loss", "rewards/margins", "rewards/accuracies", "kl/chosen", "delta/chosen", "delta/rejected", "logps/chosen",
        "logps/rejected", "grad_norm", "learning_rate",
    ];

    public static Chart From(IEnumerable<MetricRow> rows)
    {
        MetricRow[] all = [.. rows];
        string[] names = [.. all.SelectMany(row => row.Values).Select(value => value.Name).Distinct()];
        return new Chart.Grid("Metrics by step",
            [.. First.Intersect(names).Concat(names).Distinct().Take(Most).Select(name => Curve(name, all))]);
    }

    public static Chart From(IEnumerable<PreferenceStep> steps) => From(steps.Select(step =>
        MetricRow.From(step.Step, [.. step.Metrics.Select(metric => (metric.Key, metric.Value))])));

    public static Chart From(IEnumerable<SftStep> steps) => From(steps.Select(step => MetricRow.From(
        step.Step, ("loss", step.Loss), ("grad_norm", step.GradNorm), ("learning_rate", step.LearningRate))));

    private static Chart.Lines Curve(string name, MetricRow[] rows) => new(
        name, Axis.Linear("step"), Axis.Linear(name),
        [Series.From(name, new MetricLog(Sequence.From(rows)).Curve(name))]);
}
