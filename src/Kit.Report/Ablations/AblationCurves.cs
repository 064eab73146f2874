using Kit.Pipelines;

namespace Kit.Report.Ablations;

/// <summary>Training curves of every variant: mean over seeds, band from lowest to highest.</summary>
internal static class AblationCurves
{
    public static Chart From(AblationResult result) => new Chart.Grid(
        "Training: mean over seeds, band from lowest to highest; reference = base model",
    [
        Lines(result, "Loss", Axis.Linear("loss"), "loss"),
        Lines(result, "Reward margin", Axis.Linear("margin"), "rewards/margins"),
        Lines(result, "KL(ref‖policy) on chosen answers", Axis.Log("KL", "nats"), "kl/chosen"),
        Lines(result, "Reward accuracy", Axis.Linear("share of pairs"), "rewards/accuracies"),
        Lines(result, "Δlogp of chosen answers", Axis.Linear("Δlogp", "nats"), "delta/chosen"),
        Lines(result, "Δlogp of rejected answers", Axis.Linear("Δlogp", "nats"), "delta/rejected"),
    ]);

    private static Chart.Lines Lines(AblationResult result, string title, Axis axis, string metric) => new(
        title, Axis.Linear("step"), axis, [.. result.Ablation.Variants.Select(v => Series.OverSeeds(
            v.Name, [.. result.Of(v.Name).Select(r => Curve(r, metric))], Band.Range).Smoothed(5))]);

    private static IEnumerable<(double, double)> Curve(AblationRun run, string metric) =>
        run.Steps.Select(s => ((double)s.Step, s.Metrics[metric]));
}
