using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Pipelines;
using Kit.Report.Ablations;
using Kit.Report.Benchmarks;
using Kit.Train.Preference;

namespace Kit.Report.Formatters;

/// <summary>Runs and what they scored.</summary>
internal static class ResultFormatters
{
    public static IEnumerable<Formatter> All =>
    [
        Formatter.Blocks<AblationResult>(Ablation),
        Formatter.Blocks<Ablation>(Plan),
        Formatter.Blocks<AblationRun>(Run),
        Formatter.Blocks<Variant>(Named),
        Formatter.Blocks<Protocol>(protocol =>
            [new Block.KeyValues([.. protocol.Conditions.Select(c => new KeyValue(c.Name, c.Value))])]),
        Formatter.Blocks<ExamResult>(exam => [.. Exam(exam)]),
        Formatter.Blocks<Exam>(exam => [new Block.Paragraph($"{exam}")]),
        Formatter.Blocks<BenchmarkResult>(result =>
        [
            Block.From(BenchmarkTable.From([result])), Block.From(BenchmarkTable.Details(result)),
            new Block.Code(result.Ledger.ToTable()),
        ]),
        Formatter.Blocks<PreferenceStep>(step => [new Block.KeyValues(
        [
            new("step", FormattableString.Invariant($"{step.Step + 1} of {step.Total}")),
            .. step.Metrics.Select(metric => new KeyValue(metric.Key, Words.From(metric.Value))),
        ])]),
    ];

    private static IEnumerable<Block> Ablation(AblationResult result) =>
    [
        Block.From(AblationTables.Main(result)), new Block.Claims(AblationClaims.From(result)),
        new Block.Figure(AblationCurves.From(result)), Block.From(AblationTables.Skills(result)),
    ];

    private static IEnumerable<Block> Plan(Ablation ablation) =>
    [
        new Block.Paragraph(
            FormattableString.Invariant($"{ablation.Variants.Count} losses × {ablation.SeedList.Count} seeds; ")
            + $"{ablation.Optimization}; {ablation.Lora}"),
        .. ablation.Variants.SelectMany(Named),
    ];

    private static IEnumerable<Block> Named(Variant variant) =>
        [new Block.Heading(variant.Name), new Block.Equation(variant.Objective.Loss)];

    private static IEnumerable<Block> Run(AblationRun run) =>
    [
        new Block.Heading(FormattableString.Invariant($"{run.Variant.Name}, seed {run.Seed}")),
        new Block.Equation(run.Variant.Objective.Loss), new Block.Figure(RunCurves.From(run.Steps)),
        new Block.KeyValues(
        [
            new("training, s", Words.From(run.Seconds)),
            .. run.HeldOut.Select(metric => new KeyValue($"held out: {metric.Key}", Words.From(metric.Value))),
        ]),
        .. Exam(run.Exam),
    ];

    private static IEnumerable<Block> Exam(ExamResult exam)
    {
        var (scores, pairs) = (Scores.From(exam.Questions), HallucinationScores.Micro(exam.Hallucinations));
        var table = Table.From("Exam", Column.Words("part"), Column.Percent("right", Better.Higher))
            .With(Cell.From("all questions"), Cell.From(scores.Micro));
        table = scores.BySkill.Aggregate(
            table, (sum, skill) => sum.With(Cell.From(skill.Name), Cell.From(skill.Tally.Accuracy)));
        yield return Block.From(table
            .With(Cell.From("hallucination pairs: basic"), Cell.From(pairs.Basic))
            .With(Cell.From("hallucination pairs: hallucinated"), Cell.From(pairs.Hallucinated))
            .With(Cell.From("hallucination pairs: both"), Cell.From(pairs.Overall)));
    }
}
