using Kit.Evaluate.Statistics;
using Kit.Pipelines;
using Kit.Pipelines.Shapes;

namespace Kit.Report.Ablations;

/// <summary>An ablation as a document: result, claims, curves, skills, samples, run.</summary>
public static class AblationReport
{
    /// <summary>The whole report.</summary>
    /// <param name="result">All runs.</param>
    /// <param name="lab">Where they were made.</param>
    /// <param name="setting">Machine, wall time and command, for the reader who compares.</param>
    /// <param name="more">Further studies, before the last section.</param>
    public static Document From(
        AblationResult result, Lab lab, Sequence<KeyValue> setting, params Section[] more) =>
        more.Aggregate(Evidence(result, lab), (whole, one) => whole.Section(one.Heading, [.. one.Blocks]))
            .Section("Run", new Block.KeyValues([.. setting, .. Losses(result)]));

    private static Document Evidence(AblationResult result, Lab lab) => Document
        .From("Preference losses for a small video language model", Subtitle(result, lab))
        .Section(
            "Result", Block.From(AblationTables.Main(result)), new Block.Paragraph(Reading), Block.From(Forest(result)))
        .Section("Claims of the RRPO paper, tested here", new Block.Claims(AblationClaims.From(result)))
        .Section(
            "Training", new Block.Figure(AblationCurves.From(result)), Block.From(AblationTables.AtStep(result)),
            Block.From(AblationTables.Cost(result)))
        .Section(
            "Skills", Block.From(AblationTables.Skills(result)),
            Block.From(AblationTables.Planted(result, lab.Exam)))
        .Section("Samples", new Block.Samples(AblationSamples.Examined(result, lab)))
        .Section("Training pairs", new Block.Samples(AblationSamples.Trained(lab)),
            new Block.Code(lab.Data.Ledger.ToTable()));

    private const string Reading =
        "Every policy starts from the same model, sees the same pairs in the same order and moves at the same rate; "
        + "only the loss differs. The paper's column is another model on other data: compare orders, not levels.";

    private static string Subtitle(AblationResult result, Lab lab) => FormattableString.Invariant(
        $"MovingShapes · {result.Ablation.Variants.Count} losses × {result.Ablation.SeedList.Count} seeds · ")
        + FormattableString.Invariant($"{lab.Training.Pairs.Count} pairs · {lab.Exam.Papers.Count} test clips");

    private static Chart.Forest Forest(AblationResult result) => new(
        "Hallucination pairs both right, difference from the base model", Axis.Linear("difference", "points"),
        [
            .. result.Ablation.Variants.Select(
                v => new Branch(v.Name, Limits.From(Difference(result, v.Name)).Times(100))),
        ]);

    private static Estimate Difference(AblationResult result, string variant) => new Bootstrap().Difference(
        AblationScores.Hallucination(result), AblationScores.Hallucination(result, variant));

    private static IEnumerable<KeyValue> Losses(AblationResult result) =>
        result.Ablation.Variants.Select(v => new KeyValue(v.Name, $"{v.Objective}"));
}
