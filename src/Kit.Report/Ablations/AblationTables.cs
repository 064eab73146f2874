using Kit.Pipelines;

namespace Kit.Report.Ablations;

/// <summary>The tables of an ablation.</summary>
public static partial class AblationTables
{
    private const string Benchmark = "VideoHallucer";

    private static readonly (string Ours, string Paper)[] PaperRows =
    [
        (AblationScores.Base, "LongVU-7B (base)"), ("DPO", "DPO"), ("DPA", "DPA"), ("TDPO", "TDPO"), ("DDPO", "DDPO"),
        ("DPO + TokenKL", "RRPO w/o R*"),
        ("RRPO without KL", "RRPO w/o D_TKL"), ("RRPO", "RRPO"),
    ];

    /// <summary>One row a loss: accuracy, hallucination, drift, and the paper's column.</summary>
    public static Table Main(AblationResult result)
    {
        var paper = PaperTables.RrpoAblation.Column(Benchmark);
        var table = Table.From("Losses on MovingShapes",
            Column.Words("Loss"), Column.Percent("Accuracy", Better.Higher), Column.Points("Δ to base"),
            Column.Percent("Hallucination: basic", Better.Higher), Column.Percent("hallucinated", Better.Higher),
            Column.Percent("both right", Better.Higher), Column.Points("Δ to base"),
            Column.Number("KL(ref‖policy) on chosen", "nats", 3, Better.Lower),
            Column.Number("Δlogp of chosen", "nats", 3, Better.Higher),
            Column.Percent("Displaced", Better.Lower), paper).With(result.Protocol);
        table = table.With([.. BaseCells(result), Paper(AblationScores.Base)]);
        return result.Ablation.Variants.Aggregate(table, (t, v) => t.With([.. Cells(result, v.Name), Paper(v.Name)]))
            .WithNote("KL, Δlogp and displacement are measured on held-out pairs; "
                + "displaced: chosen answers that became less likely.");
    }

    /// <summary>Accuracy by skill.</summary>
    public static Table Skills(AblationResult result)
    {
        var skills = ExamScore.Skills(result.Base);
        var table = Table.From("Accuracy by skill",
            [Column.Words("Loss"), .. skills.Select(s => Column.Percent(s.Name, Better.Higher))]).With(result.Protocol);
        table = table.With([
            Cell.From(AblationScores.Base), .. skills.Select(s => Cell.From(AblationScores.Once(result, s)))]);
        return result.Ablation.Variants.Aggregate(table, (t, v) => t.With(
            [Cell.From(v.Name), .. skills.Select(s => Cell.From(AblationScores.Of(result, v.Name, s)))]));
    }

    private static IEnumerable<Cell> BaseCells(AblationResult result) =>
    [
        Cell.From(AblationScores.Base), Once(result, ExamScore.Accuracy), new Cell.Baseline(),
        Once(result, ExamScore.Basic), Once(result, ExamScore.Hallucinated), Once(result, ExamScore.BothRight),
        new Cell.Baseline(), Cell.From(0.0), Cell.From(0.0), Cell.From(0.0),
    ];

    private static Cell Once(AblationResult result, ExamScore score) => Cell.From(AblationScores.Once(result, score));

    private static IEnumerable<Cell> Cells(AblationResult result, string variant)
    {
        var accuracy = AblationScores.Accuracy(result, variant);
        var both = AblationScores.Hallucination(result, variant);
        return
        [
            Cell.From(variant),
            Cell.From(accuracy), Cell.Between(AblationScores.Accuracy(result), accuracy),
            Cell.From(AblationScores.Of(result, variant, ExamScore.Basic)),
            Cell.From(AblationScores.Of(result, variant, ExamScore.Hallucinated)),
            Cell.From(both), Cell.Between(AblationScores.Hallucination(result), both),
            Cell.From(AblationScores.HeldOut(result, variant, "kl/chosen")),
            Cell.From(AblationScores.HeldOut(result, variant, "delta/chosen")),
            Cell.From(AblationScores.HeldOut(result, variant, "displacement")),
        ];
    }

    private static Cell Paper(string ours) => PaperRows.FirstOrDefault(r => r.Ours == ours).Paper is { } row
        ? PaperTables.RrpoAblation.Cell(row, Benchmark)
        : new Cell.Missing();
}
