using Kit.Pipelines.Rlaif;

namespace Kit.Report.Rlaif;

/// <summary>The tables of VLM-RLAIF on a checkpoint.</summary>
public static class CheckpointRlaifTables
{
    /// <summary>The judge: ties, position bias, unreadable votes.</summary>
    public static Table Judge(CheckpointRlaifResult result)
    {
        var study = result.Judge;
        return Table.From("The judge, asked in both orders",
            Column.Words("Narrative"), Column.Percent("Ties", Better.Lower),
            Column.Percent("Votes for the first shown", Better.Neither),
            Column.Number("Unreadable", "", 3, Better.Lower), Column.Number("Drafts", "", 4),
            Column.Number("Decided pairs", "", 4)).With(
            Cell.From(result.Plan.Parts == 0 ? "none" : FormattableString.Invariant($"{result.Plan.Parts} parts")),
            Cell.From(study.Ties), Cell.From(study.FirstShown), Cell.From(study.Failed), Cell.From(study.Drafts),
            Cell.From(result.Pairs)).WithNote(
            "Votes that contradict each other in the two orders are a tie. A judge without position bias votes for the "
            + "first shown half of the time. Nothing here knows the truth; the paper gives no agreement either.");
    }

    /// <summary>Reward models by the pairs that taught them. Claim 2 of the paper.</summary>
    public static Table Rewards(CheckpointRlaifResult result) => result.Rewards.Aggregate(
        Table.From("Reward models on clips that they have not seen",
            Column.Words("Share of the pairs"), Column.Number("Fitted to", "pairs", 4),
            Column.Percent("Accuracy against the judge"), Column.Number("Measured on", "pairs", 4)),
        (table, fit) => table.With(
            Cell.From(FormattableString.Invariant($"{fit.Share:P0}")), Cell.From(fit.Pairs), Cell.From(fit.Accuracy),
            Cell.From(fit.Held)))
        .WithNote("Every fourth clip is held out. The paper compares 10k, 20k and 40k pairs by the policies that "
            + "follow; see its table below.");

    /// <summary>Drawn answers to questions about held-out clips, before and after.</summary>
    public static Table Policy(CheckpointRlaifResult result) => Table.From("Drawn answers about held-out clips",
        Column.Words("Policy"), Column.Number("Reward", "", 3, Better.Higher), Column.Number("Length", "tokens", 3),
        Column.Percent("Ended by itself"), Column.Number("KL at the end", "nats", 3, Better.Lower),
        Column.Number("Questions", "", 4))
        .With(Row(result.Taught > 0 ? "init" : "checkpoint", result.Policy.Before, new Cell.Missing()))
        .With(Row("VLM-RLAIF", result.Policy.After, Cell.From(result.Policy.Steps[^1]["objective/kl"])));

    private static Cell[] Row(string name, DrawnAnswers drawn, Cell divergence) =>
    [
        Cell.From(name), Cell.From(drawn.Reward), Cell.From(drawn.Length), Cell.From(drawn.Ended), divergence,
        Cell.From(drawn.Questions),
    ];
}
