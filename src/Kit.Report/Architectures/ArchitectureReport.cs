using Kit.Pipelines.Architectures;
using Kit.Report.Ablations;

namespace Kit.Report.Architectures;

/// <summary>What losses make of base models of several builds: table, claims.</summary>
public static class ArchitectureReport
{
    /// <summary>Of a report.</summary>
    public static Section From(ArchitectureResult result) => new("Architectures",
        [Block.From(ToTable(result)), new Block.Claims(ArchitectureClaims.From(result))]);

    /// <summary>Each base model and the losses behind it.</summary>
    public static Table ToTable(ArchitectureResult result)
    {
        var table = Table.From("Three builds of base model",
            Column.Words("Base model"), Column.Number("Weights", "thousands", 3), Column.Number("Pairs", "", 4),
            Column.Words("Loss"), Column.Percent("Accuracy"), Column.Points("Δ to base"),
            Column.Percent("Pairs both right"), Column.Points("Δ to base"),
            Column.Number("KL(ref‖policy) on chosen", "nats", 3, Better.Lower))
            .With(result.Arms[0].Result.Protocol);
        return result.Arms.SelectMany(Rows).Aggregate(table, (t, row) => t.With(row)).WithNote(FormattableString
            .Invariant($"Each is taught on the same {result.Plan.TrainClips} clips for ")
            + FormattableString.Invariant($"{result.Plan.Schooling.Optimization.Epochs} epochs and aligned on its own ")
            + "mistakes. The paper aligns VideoChat2, LLaVA-Video and LongVU.");
    }

    private static IEnumerable<Cell[]> Rows(ArchitectureArm arm) =>
        [Base(arm), .. arm.Result.Ablation.Variants.Select(loss => Row(arm, loss.Name))];

    private static Cell[] Base(ArchitectureArm arm) =>
    [
        .. Names(arm, AblationScores.Base), Cell.From(AblationScores.Once(arm.Result, ExamScore.Accuracy)),
        new Cell.Baseline(), Cell.From(AblationScores.Once(arm.Result, ExamScore.BothRight)), new Cell.Baseline(),
        Cell.From(0.0),
    ];

    private static Cell[] Row(ArchitectureArm arm, string loss) =>
    [
        .. Names(arm, loss), Cell.From(AblationScores.Accuracy(arm.Result, loss)),
        Cell.Between(AblationScores.Accuracy(arm.Result), AblationScores.Accuracy(arm.Result, loss)),
        Cell.From(AblationScores.Hallucination(arm.Result, loss)),
        Cell.Between(AblationScores.Hallucination(arm.Result), AblationScores.Hallucination(arm.Result, loss)),
        Cell.From(AblationScores.HeldOut(arm.Result, loss, "kl/chosen")),
    ];

    private static Cell[] Names(ArchitectureArm arm, string loss) =>
        [Cell.From(arm.Architecture.Name), Cell.From(arm.Parameters / 1000.0), Cell.From(arm.Pairs), Cell.From(loss)];
}
