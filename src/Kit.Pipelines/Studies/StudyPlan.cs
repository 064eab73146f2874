using Kit.Pipelines.Alignment;

namespace Kit.Pipelines.Studies;

/// <summary>A system run on a checkpoint: questions with true answers → the checkpoint's own answers → pairs → losses ×
/// seeds.</summary>
/// <param name="Run">Of every run, its data, loss and seed aside: its data are the questions, <see
/// cref="AlignmentPlan.Most"/> and <see cref="AlignmentPlan.Minimum"/> count them and the pairs that they become. Where
/// it names no <see cref="HoldOut"/>, pairs about one clip in five are held out.</param>
/// <param name="Losses">One row each; names are unique.</param>
/// <param name="Seeds">Of each loss.</param>
/// <param name="Folder">Where everything is kept and found again.</param>
public sealed record StudyPlan(
    AlignmentPlan Run, Sequence<Variant> Losses, Sequence<long> Seeds, string Folder)
{
    /// <summary>Longest answer of the checkpoint, tokens.</summary>
    public int Tokens { get; init; } = 128;

    /// <summary>Fewest pairs that are worth training on.</summary>
    internal int Fewest => Math.Max(1, Run.Minimum);

    internal void Check()
    {
        string[] faults =
        [
            .. new (string What, bool Holds)[]
            {
                ("one loss or more", Losses.Count > 0),
                ("losses of distinct names", Losses.DistinctBy(one => one.Name).Count() == Losses.Count),
                ("one seed or more", Seeds.Count > 0), ("distinct seeds", Seeds.Distinct().Count() == Seeds.Count),
                ("answers of one token or more", Tokens > 0),
            }.Where(one => !one.Holds).Select(one => one.What),
        ];
        if (faults.Length > 0)
            throw new ArgumentException($"study: expected {string.Join("; ", faults)}. Correct these settings.");
        foreach (var loss in Losses) (Run with { Objective = loss.Objective }).Check();
    }
}
