using Kit.Data.MovingShapes;
using Kit.Evaluate.Shapes;
using Kit.Evaluate.Statistics;
using Kit.Pipelines;

namespace Kit.Report.Ablations;

public static partial class AblationTables
{
    private static readonly Skill[] Tempting = [Skill.Direction, Skill.Speed];

    /// <summary>Where the training data's planted correlations tempt, and where they do not, skill by skill.</summary>
    public static Table Planted(AblationResult result, Exam exam)
    {
        var table = Table.From("Planted correlations", [Column.Words("Loss"), .. Tempting.SelectMany(PlantedColumns)])
            .With(result.Protocol);
        table = table.With([Cell.From(AblationScores.Base), .. Planted(exam, [result.Base])]);
        return result.Ablation.Variants.Aggregate(table, (t, v) => t.With(
                [Cell.From(v.Name), .. Planted(exam, [.. result.Of(v.Name).Select(r => r.Exam)])]))
            .WithNote("Clean test clips. Tempted: the training data suggest a wrong value (red things go left, "
                + "triangles are quick); fell: the answer names it; unprompted: the same value named where nothing "
                + "suggests it.");
    }

    private static IEnumerable<Column> PlantedColumns(Skill skill) =>
    [
        Column.Percent($"{skill}: right when tempted", Better.Higher), Column.Percent("fell", Better.Lower),
        Column.Percent("unprompted", Better.Neither), Column.Percent("right otherwise", Better.Higher),
    ];

    private static IEnumerable<Cell> Planted(
        Exam exam, IReadOnlyList<ExamResult> results) => Tempting.SelectMany(skill =>
    {
        var found = results.Select(r => PlantedMistakes.From(exam, r, skill)).ToArray();
        return new[]
        {
            Cell.From(MeanStd.From(found.Select(f => f.Tempted.Accuracy))),
            Cell.From(MeanStd.From(found.Select(f => f.Fell))),
            Cell.From(MeanStd.From(found.Select(f => f.Unprompted))),
            Cell.From(MeanStd.From(found.Select(f => f.Others.Accuracy))),
        };
    });
}
