using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Evaluate.Statistics;
using Kit.Pipelines;

namespace Kit.Report.Ablations;

/// <summary>The tables of an ablation.</summary>
public static partial class AblationTables
{
    private const string Benchmark = "VideoHallucer";

    private static readonly (string Ours, string Paper)[] PaperRows =
    [
        (AblationScores.Base, "LongVU-7B (base)"), ("DPO", "DPO"), ("DPO + TokenKL", "RRPO w/o R*"),
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
        var skills = Scores.From(result.Base.Questions).BySkill.Select(s => s.Name).ToArray();
        var table = Table.From("Accuracy by skill",
            [Column.Words("Loss"), .. skills.Select(s => Column.Percent(s, Better.Higher))]).With(result.Protocol);
        table = table.With([Cell.From(AblationScores.Base), .. BySkill(skills, [result.Base])]);
        return result.Ablation.Variants.Aggregate(table, (t, v) => t.With(
            [Cell.From(v.Name), .. BySkill(skills, [.. result.Of(v.Name).Select(r => r.Exam)])]));
    }

    private static IEnumerable<Cell> BaseCells(AblationResult result)
    {
        var pairs = HallucinationScores.Micro(result.Base.Hallucinations);
        return
        [
            Cell.From(AblationScores.Base), Cell.From(Scores.From(result.Base.Questions).Micro), new Cell.Baseline(),
            Cell.From(pairs.Basic), Cell.From(pairs.Hallucinated), Cell.From(pairs.Overall), new Cell.Baseline(),
            Cell.From(0.0), Cell.From(0.0), Cell.From(0.0),
        ];
    }

    private static IEnumerable<Cell> Cells(AblationResult result, string variant)
    {
        var accuracy = AblationScores.Accuracy(result, variant);
        var both = AblationScores.Hallucination(result, variant);
        return
        [
            Cell.From(variant),
            Cell.From(accuracy.OverSeeds),
            Cell.From(new Bootstrap().Difference(AblationScores.Accuracy(result), accuracy)),
            OverSeeds(result, variant, h => h.Basic), OverSeeds(result, variant, h => h.Hallucinated),
            Cell.From(both.OverSeeds),
            Cell.From(new Bootstrap().Difference(AblationScores.Hallucination(result), both)),
            Cell.From(AblationScores.HeldOut(result, variant, "kl/chosen")),
            Cell.From(AblationScores.HeldOut(result, variant, "delta/chosen")),
            Cell.From(AblationScores.HeldOut(result, variant, "displacement")),
        ];
    }

    private static Cell OverSeeds(AblationResult result, string variant, Func<HallucinationScores, double> value) =>
        Cell.From(MeanStd.From(AblationScores.BySeed(
            result, variant, r => value(HallucinationScores.Micro(r.Exam.Hallucinations)))));

    private static Cell Paper(string ours) => PaperRows.FirstOrDefault(r => r.Ours == ours).Paper is { } row
        ? PaperTables.RrpoAblation.Cell(row, Benchmark)
        : new Cell.Missing();

    private static IEnumerable<Cell> BySkill(IEnumerable<string> skills, IReadOnlyList<ExamResult> exams) =>
        skills.Select(skill => Cell.From(MeanStd.From(exams.Select(e =>
            Scores.From(e.Questions).BySkill.Single(s => s.Name == skill).Tally.Accuracy))));
}
