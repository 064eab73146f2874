using Kit.Pipelines.Alignment;
using Kit.Train.Metrics;

namespace Kit.Report.Runs;

/// <summary>A finished run as a page: its curves, what was noticed, and its card.</summary>
public static class RunReport
{
    public static Document From(RunCard card, RunLog log) => Document
        .From("Preference alignment", RunCardReport.From(card).Subtitle)
        .Section("Curves", [.. Curves(log.Metrics)])
        .Section("Notes", log.Notes.Count == 0
            ? [new Block.Paragraph("Every curve stayed in its healthy range.")]
            : [.. log.Notes.Select(note => new Block.Paragraph($"{note}"))])
        .With([.. RunCardReport.Blocks(card)]);

    /// <summary>Δlogp of chosen and rejected answers on one axis.</summary>
    internal static Chart.Lines Moved(MetricLog log) => Lines(
        log, "Δlogp of answers against the reference", Axis.Linear("Δlogp", "nats"),
        ("chosen", "delta/chosen"), ("rejected", "delta/rejected"), ("chosen, held out", "eval/delta/chosen"),
        ("rejected, held out", "eval/delta/rejected"));

    private static IEnumerable<Block> Curves(MetricLog log)
    {
        Chart.Lines[] charts =
        [
            Lines(log, "Loss", Axis.Linear("loss"), ("loss", "loss"), ("held out", "eval/loss")),
            Moved(log),
            Lines(log, "Reward margin", Axis.Linear("margin"), ("margin", "rewards/margins")),
            Lines(log, "Pairs that are told apart", Axis.Linear("share"), ("accuracy", "rewards/accuracies"),
                ("held out", "eval/rewards/accuracies")),
            Lines(log, "KL(ref‖policy)", Axis.Linear("KL a token", "nats"),
                ("chosen", "kl/chosen_token"), ("rejected", "kl/rejected_token")),
            Lines(log, "Gradient norm before clipping", Axis.Linear("2-norm"), ("gradient", "grad_norm")),
            Lines(log, "Learning rate", Axis.Linear("rate"), ("rate", "learning_rate")),
            Lines(log, "Speed", Axis.Linear("tokens/s"), ("tokens/s", "tokens_per_second")),
        ];
        yield return new Block.Figure(new Chart.Grid(
            "Every step", [.. charts.Where(chart => chart.Series.Count > 0)]));
    }

    private static Chart.Lines Lines(
        MetricLog log, string title, Axis axis, params (string Name, string Metric)[] curves) =>
        new(title, Axis.Linear("step"), axis,
        [
            .. curves.Select(curve => Series.From(curve.Name, log.Curve(curve.Metric)))
                .Where(series => series.Points.Count > 0),
        ]);
}
