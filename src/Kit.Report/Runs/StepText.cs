using Kit.Pipelines.Alignment;
using Kit.Train.Metrics;

namespace Kit.Report.Runs;

/// <summary>A step in the words of a console.</summary>
internal sealed class StepText(StepReport step, IReadOnlyList<MetricRow> rows)
{
    private const int Recent = 20;

    private static readonly (string Metric, string Name)[] Learning =
    [
        ("loss", "loss"), ("rewards/margins", "margin"), ("rewards/accuracies", "accuracy"),
        ("kl/chosen_token", "KL/token"), ("grad_norm", "gradient"), ("learning_rate", "rate"),
    ];

    /// <summary>Share of the steps that are done.</summary>
    public double Done => (step.Step + 1.0) / step.Total;

    /// <summary><c>12/40 steps, 30 %, 2.1 s a step, 58 s left</c>.</summary>
    public string Pace => FormattableString.Invariant($"{step.Step + 1}/{step.Total} steps, {100 * Done:0} %, ")
        + $"{Amounts.Time(Seconds)} a step, {Amounts.Time(Seconds * (step.Total - step.Step - 1))} left";

    /// <summary><c>loss 0.512, margin 0.41, …</c>: those that the run logs.</summary>
    public string Curves => string.Join(", ", Learning.Where(one => step.Metrics.ContainsKey(one.Metric))
        .Select(one => $"{one.Name} {Number(step.Metrics[one.Metric])}"));

    /// <summary><c>Δlogp chosen +0.4, rejected −3</c>, or nothing.</summary>
    public string Moved => step.Metrics.TryGetValue("delta/chosen", out var chosen)
        && step.Metrics.TryGetValue("delta/rejected", out var rejected)
            ? $"Δlogp chosen {Signed(chosen)}, rejected {Signed(rejected)}"
            : "";

    /// <summary><c>310 tokens/s, peak 2.31 GiB, 3 % waiting for data</c>.</summary>
    public string Machine =>
        $"{Amounts.Count(step.Metrics["tokens_per_second"], "tokens/s")}, "
        + $"peak {Numbers.Significant(step.Metrics["memory/peak_gib"], 3)} GiB, "
        + FormattableString.Invariant($"{100 * step.Metrics["data/wait_share"]:0} % waiting for data");

    /// <summary>The median of the last steps: one slow step does not move what is left.</summary>
    private TimeSpan Seconds
    {
        get
        {
            double[] last = [.. rows.TakeLast(Recent).Select(row => row["seconds_per_step"]).OfType<double>().Order()];
            return TimeSpan.FromSeconds(last.Length == 0 ? 0 : last[last.Length / 2]);
        }
    }

    private static string Number(double value) => Numbers.Print(Numbers.Significant(value, 3));

    private static string Signed(double value) => Numbers.Signed(Numbers.Significant(value, 3));
}
