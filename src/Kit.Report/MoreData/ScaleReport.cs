using Kit.Pipelines;
using Kit.Pipelines.MoreData;
using Kit.Report.Ablations;

namespace Kit.Report.MoreData;

/// <summary>What more pairs are worth: table, curves, claims.</summary>
public static class ScaleReport
{
    /// <summary>Of a report.</summary>
    public static Section From(ScaleResult result) => new("More data",
        [Block.From(ToTable(result)), Block.From(ToChart(result)), new Block.Claims(ScaleClaims.From(result))]);

    /// <summary>One row a share and loss.</summary>
    public static Table ToTable(ScaleResult result)
    {
        var all = result.Arms[^1].Result;
        var table = Table.From("More pairs, as many steps",
            Column.Words("Loss"), Column.Percent("Of the clips", Better.Neither), Column.Number("Pairs", "", 4),
            Column.Percent("Accuracy"), Column.Points("Δ to base"), Column.Percent("Pairs both right"),
            Column.Points("Δ to base"), Column.Number("KL(ref‖policy) on chosen", "nats", 3, Better.Lower),
            Column.Number("Δlogp of chosen", "nats", 3, Better.Higher)).With(all.Protocol);
        return all.Ablation.Variants
            .SelectMany(loss => result.Arms.Select(arm => Row(arm, loss.Name)))
            .Aggregate(table, (t, row) => t.With(row))
            .WithNote(FormattableString.Invariant($"{all.Runs[0].Steps.Count} steps each, over the pairs as often as ")
                + "that takes; smaller shares lie within larger ones, each is balanced by itself, and all are measured "
                + "on the same held-out pairs. The paper's claim names more data and higher resolution; resolution is "
                + "not tested here.");
    }

    /// <summary>Gain of pairs both right over the base model by number of pairs, mean over seeds with the seeds'
    /// range.</summary>
    public static Chart ToChart(ScaleResult result) => new Chart.Lines(
        "Gain on hallucination pairs by number of training pairs: mean over seeds, band from lowest to highest",
        Axis.Log("training pairs"), Axis.Linear("difference from the base model", "points"),
        [.. result.Arms[^1].Result.Ablation.Variants.Select(loss => Series.OverSeeds(
            loss.Name, [.. result.Arms[^1].Result.Ablation.SeedList.Select(seed => Curve(result, loss.Name, seed))]))]);

    private static IEnumerable<(double, double)> Curve(ScaleResult result, string loss, long seed) =>
        result.Arms.Select(arm => ((double)arm.Pairs, 100 * Gain(arm.Result, loss, seed)));

    private static double Gain(AblationResult result, string loss, long seed) =>
        AblationScores.Both(result.Of(loss).Single(run => run.Seed == seed).Exam) - AblationScores.Both(result.Base);

    private static Cell[] Row(ScaleArm arm, string loss) =>
    [
        Cell.From(loss), Cell.From(arm.Share), Cell.From(arm.Pairs),
        Cell.From(AblationScores.Accuracy(arm.Result, loss)),
        Cell.Between(AblationScores.Accuracy(arm.Result), AblationScores.Accuracy(arm.Result, loss)),
        Cell.From(AblationScores.Hallucination(arm.Result, loss)),
        Cell.Between(AblationScores.Hallucination(arm.Result), AblationScores.Hallucination(arm.Result, loss)),
        Cell.From(AblationScores.HeldOut(arm.Result, loss, "kl/chosen")),
        Cell.From(AblationScores.HeldOut(arm.Result, loss, "delta/chosen")),
    ];
}
