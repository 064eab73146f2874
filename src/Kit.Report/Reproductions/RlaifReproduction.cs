using Kit.Evaluate.Scoring;
using Kit.Pipelines;
using Kit.Pipelines.Rlaif;
using Kit.Report.Ablations;
using Kit.Report.Rlaif;

namespace Kit.Report.Reproductions;

/// <summary>VLM-RLAIF's tables.</summary>
internal static class RlaifReproduction
{
    private const string Ppo = "PPO", Sft = "VLM-SFT", Aligned = "VLM-RLAIF";

    public static Sequence<Table> Tables(Workbench bench, IProgress<Advance> progress)
    {
        var (result, lab) = bench.Rlaif(progress);
        return Tables(result, lab.Protocol);
    }

    internal static Sequence<Table> Tables(RlaifResult result, Protocol protocol) =>
        [Answers(result, protocol), Drawn(result, protocol), Pairs(result)];

    private static Table Answers(RlaifResult result, Protocol protocol) => new ExamTable(
        "AI feedback on questions of MovingShapes", [], [ExamScore.Accuracy, ExamScore.BothRight],
        PaperTables.VlmRlaifZeroShot, ["MSVD-QA acc", "MSRVTT-QA acc", "ActivityNet-QA acc"]).From(
            protocol, Contender.Untrained(RlaifTables.Base, Sft, result.Base),
            [.. Inits(result), new Contender(Ppo, Aligned, [.. result.Of(Ppo).Select(run => (run.Seed, run.Exam))])])
            .WithNote("PPO starts from the init in easy-to-hard order. Retrieval and actions have no counterpart.");

    private static IEnumerable<Contender> Inits(RlaifResult result) => result.Inits.GroupBy(init => init.Order)
        .Select(order => new Contender($"init, {order.Key}", null, [.. order.Select(init => (init.Seed, init.Exam))]));

    private static Table Drawn(RlaifResult result, Protocol protocol)
    {
        var paper = PaperTables.VlmRlaifGenerative;
        var table = Table.From(
            "AI feedback on free answers on MovingShapes",
            [Column.Words("Policy"), Column.Percent("Drawn answers right"),
                Column.Number("Reward", "", 3, Better.Higher),
                .. paper.Columns.Select(column => paper.Column(column.Name))]).With(protocol);
        return table
            .With(Row("before PPO", run => run.Before, Sft)).With(Row("after PPO", run => run.After, Aligned))
            .WithNote("Answers are drawn at temperature 1 to open questions about unseen clips. A rule that knows the "
                + "truth stands for the paper's judge and its five qualities.");

        Cell[] Row(string name, Func<RlaifRun, Pipelines.Rlaif.Drawn> drawn, string method) =>
        [
            Cell.From(name), ByRun(result, run => drawn(run).Oracle), ByRun(result, run => drawn(run).Reward),
            .. paper.Columns.Select(column => paper.Cell(method, column.Name)),
        ];
    }

    private static Cell ByRun(RlaifResult result, Func<RlaifRun, double> value) =>
        Cell.From(RunScores.From(Ppo, result.Of(Ppo).Select(run => (run.Seed, value(run)))));

    /// <summary>The paper's three amounts stand beside the largest of ours.</summary>
    private static Table Pairs(RlaifResult result)
    {
        var paper = PaperTables.VlmRlaifPairs;
        var table = Table.From(
            "Reward models by the amount of feedback on MovingShapes",
            [Column.Words("Pairs"), Column.Percent("Right by the judge"), Column.Percent("Right by the truth"),
                .. paper.Columns.Select(column => paper.Column(column.Name))]);
        var first = paper.Rows.Count - result.Plan.Shares.Count;
        return result.Plan.Shares.Index().Aggregate(table, (t, share) => t.With(
        [
            Cell.From(FormattableString.Invariant($"{share.Item:P0} of the pairs")),
            Fits(result, share.Item, fit => fit.Judge), Fits(result, share.Item, fit => fit.Oracle ?? double.NaN),
            .. paper.Columns.Select(column => share.Index + first < 0
                ? new Cell.Missing() : paper.Cell(paper.Rows[share.Index + first].Method, column.Name)),
        ])).WithNote("The paper compares the policies that follow from 10k, 20k and 40k pairs; here the reward models "
            + "themselves are compared, on clips that they have not seen.");
    }

    private static Cell Fits(RlaifResult result, double share, Func<RewardFit, double> value)
    {
        (long Seed, double Value)[] fits =
            [.. result.Rewards.Where(fit => fit.Share == share).Select(fit => (fit.Seed, value(fit)))];
        return fits.All(fit => double.IsFinite(fit.Value)) ? Cell.From(RunScores.From("", fits)) : new Cell.Missing();
    }
}
