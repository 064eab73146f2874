using Kit.Pipelines;
using Kit.Pipelines.LeanPo;
using Kit.Report.Ablations;

namespace Kit.Report.LeanPo;

/// <summary>The tables of a study of LeanPO.</summary>
public static class LeanPoTables
{
    private const string Benchmark = "VideoMME";

    private static readonly (string Ours, string Paper)[] PaperRows =
    [
        (AblationScores.Base, "Qwen2-VL-7B"), (LeanPoPlan.SftName, "Qwen2-VL-7B + SFT (Hound, true answers)"),
        (LeanPoPlan.ExternalName, "Qwen2-VL-7B + DPO (Hound)"), (LeanPoPlan.LeanPoName, "Qwen2-VL-7B + LeanPO"),
    ];

    /// <summary>One row a loss or kind of data: accuracy, hallucination, displacement, cost, and the paper's column.
    /// </summary>
    public static Table Main(LeanPoResult result)
    {
        var table = Table.From("LeanPO on MovingShapes",
            Column.Words("Loss"), Column.Percent("Accuracy"), Column.Points("Δ to base"),
            Column.Percent("Pairs both right"), Column.Points("Δ to base"),
            Column.Number("Δlogp of preferred", "nats", 3, Better.Higher),
            Column.Number("Δlogp of rejected", "nats", 3),
            Column.Percent("Displaced", Better.Lower), Column.Number("Seconds", "s", 3, Better.Lower),
            PaperTables.LeanPoQwen.Column(Benchmark)).With(result.Reflected.Protocol);
        table = table.With(Base(result));
        return Rows(result).Aggregate(table, (t, row) => t.With(Row(row.Result, row.Variant)))
            .WithNote("Δlogp against the base model and displacement are measured on held-out pairs; displaced: "
                + "preferred answers that became less likely. Runs of first-round data, true answers and external "
                + "pairs differ in their pairs, not in rate, order or steps. External pairs, in place of the paper's bought "
                + "ones: the truth against a random wrong value.");
    }

    /// <summary>What hints and reflection do to answers.</summary>
    public static Table Answers(LeanPoResult result) => result.Answers.Aggregate(
        Table.From("Answers of the pipeline",
            Column.Words("Answer"), Column.Percent("Right"),
            Column.Number("Log-probability of a token", "nats", 3, Better.Higher)),
        (t, answer) => t.With(
            Cell.From(Word(answer.Kind)), Cell.From(answer.Right), Cell.From(answer.LogProbability)))
        .WithNote(FormattableString.Invariant(
            $"{result.Asked} questions were asked. ")
            + FormattableString.Invariant(
                $"The base model ranks {100 * result.MisRanked:0.0} % of the training pairs wrongly ")
            + "by mean log-probability.");

    /// <summary>LeanPO by the augmentation of the clips that rejected answers are about.</summary>
    public static Table Augmentations(LeanPoResult result) => result.Augmentations.Aggregate(
        Table.From("Where rejected answers come from",
            Column.Words("Rejected answers about"), Column.Percent("Right", Better.Neither),
            Column.Number("Pairs", "", 4), Column.Percent("Ranked wrongly at the start", Better.Neither),
            Column.Percent("Accuracy"), Column.Points("Δ to base"), Column.Percent("Pairs both right"),
            Column.Points("Δ to base")).With(result.Reflected.Protocol),
        (t, one) => t.With(
            Cell.From(one.How == Video.Perturbation.None ? "clean clips" : $"{one.How}"),
            Cell.From(one.Rejected.Right), Cell.From(one.Rejected.Answers), Cell.From(one.MisRanked),
            Cell.From(AblationScores.Accuracy(one.Result, LeanPoPlan.LeanPoName)),
            Cell.Between(
                AblationScores.Accuracy(one.Result), AblationScores.Accuracy(one.Result, LeanPoPlan.LeanPoName)),
            Cell.From(AblationScores.Hallucination(one.Result, LeanPoPlan.LeanPoName)),
            Cell.Between(
                AblationScores.Hallucination(one.Result),
                AblationScores.Hallucination(one.Result, LeanPoPlan.LeanPoName))))
        .WithNote("LeanPO with the same preferred answers; rejected ones are drawn at temperature 1.2.");

    /// <summary>λ against flipped labels: accuracy of the exam.</summary>
    public static Table Noise(LeanPoResult result)
    {
        var table = Table.From("Label noise: exam accuracy",
            [
                Column.Words("Flipped"),
                .. result.Plan.Smoothings.Select(l => Column.Percent(FormattableString.Invariant($"λ = {l}"))),
            ])
            .With(result.Reflected.Protocol);
        return result.Noise.Aggregate(table, (t, noise) => t.With(
        [
            Cell.From(FormattableString.Invariant($"{noise.Share:P0}")),
            .. noise.Result.Ablation.Variants.Select(v => Cell.From(AblationScores.Accuracy(noise.Result, v.Name))),
        ]));
    }

    /// <summary>Every row with the result that it stands in.</summary>
    internal static IEnumerable<(AblationResult Result, string Variant)> Rows(LeanPoResult result) =>
    [
        (result.Truth, LeanPoPlan.SftName), (result.External, LeanPoPlan.ExternalName),
        (result.FirstRound, LeanPoPlan.FirstRound),
        .. result.Reflected.Ablation.Variants.Select(v => (result.Reflected, v.Name)),
    ];

    private static Cell[] Base(LeanPoResult result) =>
    [
        Cell.From(AblationScores.Base), Once(result, ExamScore.Accuracy), new Cell.Baseline(),
        Once(result, ExamScore.BothRight), new Cell.Baseline(),
        Cell.From(0.0), Cell.From(0.0), Cell.From(0.0), new Cell.Missing(), Paper(AblationScores.Base),
    ];

    private static Cell Once(LeanPoResult result, ExamScore score) =>
        Cell.From(AblationScores.Once(result.Reflected, score));

    private static Cell[] Row(AblationResult result, string variant) =>
    [
        Cell.From(variant),
        Cell.From(AblationScores.Accuracy(result, variant)),
        Cell.Between(AblationScores.Accuracy(result), AblationScores.Accuracy(result, variant)),
        Cell.From(AblationScores.Hallucination(result, variant)),
        Cell.Between(AblationScores.Hallucination(result), AblationScores.Hallucination(result, variant)),
        Cell.From(AblationScores.HeldOut(result, variant, "delta/chosen")),
        Cell.From(AblationScores.HeldOut(result, variant, "delta/rejected")),
        Cell.From(AblationScores.HeldOut(result, variant, "displacement")),
        Cell.From(AblationScores.ByRun(result, variant, run => run.Seconds)), Paper(variant),
    ];

    private static Cell Paper(string ours) => PaperRows.FirstOrDefault(r => r.Ours == ours).Paper is { } row
        ? PaperTables.LeanPoQwen.Cell(row, Benchmark)
        : new Cell.Missing();

    private static string Word(string kind) => kind switch
    {
        "plain" => "no hint",
        "first" => "turn 1: the truth as a hint",
        "chosen" => "turn 2: reflected (preferred)",
        _ => "augmented clip, temperature 1.2 (rejected)",
    };
}
