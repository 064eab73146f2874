using Kit.Data.MovingShapes;
using Kit.Pairs;
using Kit.Pipelines.Perturbing;
using Kit.Pipelines.Shapes;
using Kit.Report.Ablations;

namespace Kit.Report.Perturbing;

/// <summary>What became of the pairs of every way to spoil clips: table, claims, contact sheets.</summary>
public static class PerturbationReport
{
    private const int Sheets = 2;

    /// <summary>Of a report.</summary>
    public static Section From(PerturbationResult result, Lab lab) => new("Perturbations",
    [
        Block.From(ToTable(result)), new Block.Claims(PerturbationClaims.From(result)),
        .. lab.Clips.Values.OrderBy(clip => clip.Clip.Index).Take(Sheets).Select(clip => Sheet(result, lab, clip)),
    ]);

    /// <summary>One row an arm: how often the model erred, what one loss makes of the pairs.</summary>
    public static Table ToTable(PerturbationResult result)
    {
        var first = result.Arms[0].Result;
        var table = Table.From("Where wrong answers come from",
            Column.Words("Wrong answers from"), Column.Percent("Wrong", Better.Neither), Column.Number("Pairs", "", 4),
            Column.Percent("Accuracy"), Column.Points("Δ to base"), Column.Percent("Pairs both right"),
            Column.Points("Δ to base"), Column.Number("KL(ref‖policy) on chosen", "nats", 3, Better.Lower),
            Column.Number("Δlogp of chosen", "nats", 3, Better.Higher)).With(first.Protocol);
        table = table.With(
            Cell.From(AblationScores.Base), new Cell.Missing(), new Cell.Missing(),
            Cell.From(AblationScores.Once(first, ExamScore.Accuracy)), new Cell.Baseline(),
            Cell.From(AblationScores.Once(first, ExamScore.BothRight)), new Cell.Baseline(), Cell.From(0.0),
            Cell.From(0.0));
        return result.Arms.Aggregate(table, (t, arm) => t.With(Row(result, arm))).WithNote(FormattableString.Invariant(
            $"{result.Ablation.Variants[0].Name} for {Steps(result)} steps each. Wrong: of {result.Asked} answers. ")
            + "KL and Δlogp are measured on each row's own held-out pairs. The paper finds mask + local shuffle best "
            + "and publishes no numbers.");
    }

    private static int Steps(PerturbationResult result) => result.Arms[0].Result.Runs[0].Steps.Count;

    private static Cell[] Row(PerturbationResult result, ArmResult arm)
    {
        var (name, runs) = (arm.Result.Ablation.Variants[0].Name, arm.Result);
        return
        [
            Cell.From(arm.Arm.Name), Cell.From(1 - (double)Right(arm.Ledger) / result.Asked), Cell.From(arm.Pairs),
            Cell.From(AblationScores.Accuracy(runs, name)),
            Cell.Between(AblationScores.Accuracy(runs), AblationScores.Accuracy(runs, name)),
            Cell.From(AblationScores.Hallucination(runs, name)),
            Cell.Between(AblationScores.Hallucination(runs), AblationScores.Hallucination(runs, name)),
            Cell.From(AblationScores.HeldOut(runs, name, "kl/chosen")),
            Cell.From(AblationScores.HeldOut(runs, name, "delta/chosen")),
        ];
    }

    private static int Right(Ledger ledger) => ledger.Entries.Count(entry => entry.Fate is Fate.Dropped dropped
        && dropped.Reason == Reason.CorrectAnswer);

    private static Block Sheet(PerturbationResult result, Lab lab, ClipFrames clip) => ContactSheet.From(
        clip.Clip.Id, clip.Frames, () => lab.Recipe.Random(clip),
        [.. result.Arms.Select(arm => arm.Arm).OfType<PerturbationArm.SelfMade>().Select(arm => arm.How)
            .Where(how => how != Kit.Video.Perturbation.None)]).ToBlock();
}
