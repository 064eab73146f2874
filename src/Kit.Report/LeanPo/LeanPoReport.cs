using Kit.Pipelines.LeanPo;
using Kit.Report.Ablations;

namespace Kit.Report.LeanPo;

/// <summary>A study of LeanPO as a document.</summary>
public static class LeanPoReport
{
    private const string Reading =
        "Every run starts from the same model and moves at the same rate over as many steps. The paper's column is "
        + "another model on other data: compare orders, not levels.";

    /// <summary>The whole report.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="setting">Machine, wall time and command.</param>
    public static Document From(LeanPoResult result, Sequence<KeyValue> setting) => Document
        .From("Self-reflected pairs for a small video language model", FormattableString.Invariant(
            $"MovingShapes · {result.Asked} questions · {LeanPoTables.Rows(result).Count()} rows × ")
            + FormattableString.Invariant($"{result.Plan.Seeds} seeds"))
        .Section("Result", Block.From(LeanPoTables.Main(result)), new Block.Paragraph(Reading))
        .Section("Claims of the LeanPO paper, tested here", new Block.Claims(LeanPoClaims.From(result)))
        .Section("Answers", Block.From(LeanPoTables.Answers(result)))
        .Section("Label noise", Block.From(LeanPoTables.Noise(result)))
        .Section("Training", new Block.Figure(AblationCurves.From(result.Reflected)),
            Block.From(AblationTables.AtStep(result.Reflected)), Block.From(AblationTables.Cost(result.Reflected)))
        .Section("The paper's tables",
            Block.From(PaperTables.LeanPoMain.ToTable()), Block.From(PaperTables.LeanPoQwen.ToTable()))
        .Section("Run", new Block.KeyValues([.. setting, .. result.Plan.Variants.Select(
            v => new KeyValue(v.Name, $"{v.Objective}"))]));
}
