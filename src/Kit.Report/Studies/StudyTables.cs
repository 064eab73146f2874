using Kit.Pipelines;
using Kit.Pipelines.Studies;
using Kit.Report.Ablations;

namespace Kit.Report.Studies;

/// <summary>The runs of a study as a table.</summary>
public static class StudyTables
{
    private static readonly string[] Metrics =
        ["delta/chosen", "delta/rejected", "displacement", "rewards/accuracies", "kl/chosen"];

    /// <summary>One row a loss: held-out pairs, cost, and the paper's column.</summary>
    public static Table Main(StudyResult result, StudyPaper paper)
    {
        var table = Table.From("Held-out pairs",
            Column.Words("Loss"), Column.Number("Δlogp of preferred", "nats", 3, Better.Higher),
            Column.Number("Δlogp of rejected", "nats", 3), Column.Percent("Displaced", Better.Lower),
            Column.Percent("Pairs told apart", Better.Higher),
            Column.Number("KL(ref‖policy) on preferred", "nats", 3, Better.Lower),
            Column.Number("Seconds", "s", 3, Better.Lower), Column.Percent(paper.Column, Better.Higher),
            paper.Table.Column(paper.Column));
        table = table.With(
            Cell.From(StudyPaper.Base), Cell.From(0.0), Cell.From(0.0), Cell.From(0.0), new Cell.Missing(),
            Cell.From(0.0), new Cell.Missing(), new Cell.Missing(), paper.Cell(StudyPaper.Base));
        return result.Plan.Losses.Aggregate(table, (t, loss) => t.With(Row(result, loss, paper)))
            .WithNote("Δlogp and KL against the checkpoint; displaced: preferred answers that became less likely; told "
                + "apart: pairs whose preferred answer has the larger reward. KL is measured where a loss reads it or "
                + "--kl asks for it.")
            .WithNote($"{paper.Column} of these adapters is measured by evaluate.cs, whose commands stand below.");
    }

    private static Cell[] Row(StudyResult result, Variant loss, StudyPaper paper) =>
    [
        Cell.From(loss.Name), .. Metrics.Select(metric => Over(result, loss, run => run.HeldOut(metric))),
        Over(result, loss, run => run.Seconds), new Cell.Missing(), paper.Cell(loss.Name),
    ];

    /// <summary>Mean and spread over seeds; missing where some run does not know it.</summary>
    private static Cell Over(StudyResult result, Variant loss, Func<StudyRun, double?> value)
    {
        var known = result.Of(loss.Name).Select(run => (run.Seed, Value: value(run))).ToArray();
        return known.All(run => run.Value is not null)
            ? Cell.From(RunScores.From(loss.Name, known.Select(run => (run.Seed, run.Value!.Value))))
            : new Cell.Missing();
    }
}
