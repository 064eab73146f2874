using Kit.Pipelines.Studies;

namespace Kit.Report.Studies;

/// <summary>Training curves of a study: mean over seeds, band from lowest to highest.</summary>
internal static class StudyCurves
{
    public static Chart From(StudyResult result) => new Chart.Grid(
        "Training: mean over seeds, band from lowest to highest; reference = checkpoint",
    [
        .. new[]
        {
            Lines(result, "Loss", "loss", "loss"),
            Lines(result, "Reward margin", "margin", "rewards/margins"),
            Lines(result, "Pairs told apart", "share of pairs", "rewards/accuracies"),
            Lines(result, "Δlogp of preferred answers", "nats", "delta/chosen"),
            Lines(result, "Δlogp of rejected answers", "nats", "delta/rejected"),
            Lines(result, "KL(ref‖policy) on preferred answers", "nats", "kl/chosen"),
            Lines(result, "Δlogp of preferred answers, held out", "nats", "eval/delta/chosen"),
            Lines(result, "Pairs told apart, held out", "share of pairs", "eval/rewards/accuracies"),
        }.Where(chart => chart.Series.Count > 0),
    ]);

    private static Chart.Lines Lines(StudyResult result, string title, string axis, string metric) => new(
        title, Axis.Linear("step"), Axis.Linear(axis),
        [
            .. result.Plan.Losses.Select(loss => Series.OverSeeds(
                loss.Name, [.. result.Of(loss.Name).Select(run => Curve(run, metric))], Band.Range))
                .Where(series => series.Points.Count > 0),
        ]);

    private static IEnumerable<(double X, double Y)> Curve(StudyRun run, string metric) => run.Steps
        .Where(step => step.Metrics.ContainsKey(metric)).Select(step => ((double)step.Step, step.Metrics[metric]));
}
