using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Evaluate.Statistics;
using Kit.Pipelines.Rlaif;

namespace Kit.Report.Rlaif;

/// <summary>The tables of a study of VLM-RLAIF.</summary>
public static class RlaifTables
{
    internal const string Base = "VLM-SFT";

    /// <summary>The judge against the oracle, by narrative. Claim 1 of the paper.</summary>
    public static Table Judges(RlaifResult result)
    {
        var table = Table.From("The judge by the narrative that it reads",
            Column.Words("Narrative"), Column.Percent("Agreement with the truth"), Column.Percent("where it decides"),
            Column.Percent("Ties", Better.Lower), Column.Percent("Votes for the first shown", Better.Neither),
            Column.Number("Unreadable", "", 3, Better.Lower), Column.Number("Drafts", "", 4));
        return result.Judges.Aggregate(table, (t, judge) => t.With(
            Cell.From(judge.Parts == 0 ? "none" : FormattableString.Invariant($"{judge.Parts} parts")),
            Cell.From(judge.Study.Agreement), Share(judge.Study.Decided), Cell.From(judge.Study.Ties),
            Cell.From(judge.Study.FirstShown), Cell.From(judge.Study.Failed), Cell.From(judge.Study.Drafts)))
            .WithNote("A judge is asked in both orders; votes that contradict each other are a tie, which counts half "
                + "in the agreement. Agreement is measured where exactly one answer is right.");
    }

    /// <summary>Reward models by the pairs that taught them. Claim 2 of the paper.</summary>
    public static Table Rewards(RlaifResult result)
    {
        var table = Table.From("Reward models on clips that they have not seen",
            Column.Words("Starts from"), Column.Number("Pairs", "", 4),
            Column.Percent("Accuracy against the judge"), Column.Percent("against the truth"));
        var own = result.Own.Count == 0 ? table : table.With(Fitted(Base, result.Own));
        return result.Plan.Shares.Aggregate(own, (t, share) => t.With(
            Fitted("elder", [.. result.Rewards.Where(fit => fit.Share == share)]))).WithNote("The paper compares 10k, 20k and 40k pairs by the policies that follow; see its table below.");
    }

    private static Cell[] Fitted(string name, IReadOnlyList<RewardFit> fits) =>
    [
        Cell.From(name), Cell.From(fits[0].Pairs), Cell.From(MeanStd.From(fits.Select(fit => fit.Judge))),
        Share(MeanStd.From(fits.Select(fit => fit.Oracle ?? double.NaN))),
    ];

    /// <summary>Every policy: its exam, and what it earns in drawn answers to questions that it has not seen.</summary>
    public static Table Policies(RlaifResult result)
    {
        var table = Table.From("Policies",
            Column.Words("Policy"), Column.Percent("Exam"), Column.Percent("Pairs both right"),
            Column.Percent("Rollouts right: first quarter"), Column.Percent("last quarter"),
            Column.Percent("Drawn answers right: before"), Column.Percent("after"), Column.Points("Δ"),
            Column.Number("Reward: before", "", 3), Column.Number("after", "", 3, Better.Higher),
            Column.Number("KL at the end", "nats", 3, Better.Lower), Column.Number("Tokens", "", 3),
            Column.Percent("Ended"));
        table = table.With(
            [Cell.From(Base), .. Exam([result.Base]), .. Enumerable.Repeat<Cell>(new Cell.Missing(), 10)]);
        table = result.Inits.Select(init => init.Order).Distinct().Aggregate(table, (t, order) => t.With(
            [Cell.From($"init, {order}"), .. Exam([.. result.Inits.Where(i => i.Order == order).Select(i => i.Exam)]),
                .. Enumerable.Repeat<Cell>(new Cell.Missing(), 10)]));
        return result.Plan.Variants.Aggregate(
            table, (t, variant) => t.With(Row(variant.Name, result.Of(variant.Name))))
            .WithNote("Rollouts ask each question about the aligned clips once, in the same order for all variants of "
                + "a seed; compare variants, not quarters alone. Drawn answers are to the test's questions, whose "
                + "clips "
                + "lack the planted correlations.");
    }

    private static Cell[] Row(string name, IReadOnlyList<RlaifRun> runs) =>
    [
        Cell.From(name), .. Exam([.. runs.Select(run => run.Exam)]),
        Over(runs, run => run.Early), Over(runs, run => run.Late),
        Over(runs, run => run.Before.Oracle), Over(runs, run => run.After.Oracle),
        Over(runs, run => run.After.Oracle - run.Before.Oracle),
        Over(runs, run => run.Before.Reward), Over(runs, run => run.After.Reward),
        Over(runs, run => run.Steps[^1].GetValueOrDefault("objective/kl", double.NaN)),
        Over(runs, run => run.After.Length), Over(runs, run => run.After.Ended),
    ];

    private static IEnumerable<Cell> Exam(IReadOnlyList<ExamResult> exams) =>
    [
        Cell.From(MeanStd.From(exams.Select(exam => Scores.From(exam.Questions).Micro))),
        Cell.From(MeanStd.From(exams.Select(exam => HallucinationScores.Micro(exam.Hallucinations).Overall))),
    ];

    private static Cell Over(IReadOnlyList<RlaifRun> runs, Func<RlaifRun, double> value) =>
        Cell.From(MeanStd.From(runs.Select(value)));

    private static Cell Share(double value) => double.IsNaN(value) ? new Cell.Missing() : Cell.From(value);

    private static Cell Share(MeanStd value) => double.IsNaN(value.Mean) ? new Cell.Missing() : Cell.From(value);
}
