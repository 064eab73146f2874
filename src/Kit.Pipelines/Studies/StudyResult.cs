using Kit.Data.Datasets;
using Kit.Pairs;
using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.Studies;

/// <summary>What a study of a checkpoint came to.</summary>
/// <param name="Plan">As it was asked for.</param>
/// <param name="Recipe">How pairs were made.</param>
/// <param name="Clips">Where its clips come from.</param>
/// <param name="Drafts">Questions that became pairs, with all that was said.</param>
/// <param name="Pairs">One a draft.</param>
/// <param name="Ledger">Every record of the questions' file.</param>
/// <param name="Ending">Whether there were enough pairs; with too few nothing is trained.</param>
/// <param name="File">Where the pairs were written.</param>
/// <param name="Runs">Losses in order, seeds within.</param>
public sealed record StudyResult(
    StudyPlan Plan, Recipe Recipe, Clips Clips, Sequence<Draft> Drafts, Sequence<Pair> Pairs, Ledger Ledger,
    RecipeEnding Ending, Dataset File, Sequence<StudyRun> Runs)
{
    /// <summary>0, or 2 where there were too few pairs.</summary>
    public int ExitCode => Ending is RecipeEnding.Complete ? 0 : 2;

    /// <summary>The runs of one loss, by seed.</summary>
    public Sequence<StudyRun> Of(string variant) => [.. Runs.Where(run => run.Variant.Name == variant)];

    public override string ToString() => FormattableString.Invariant(
        $"{Pairs.Count} pairs of {Ledger.Count} questions, {Runs.Count} runs, {Ending}");
}
