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
            .. Losses.Count < 1 ? ["one loss or more"] : Array.Empty<string>(),
            .. Losses.DistinctBy(one => one.Name).Count() < Losses.Count ? ["losses of distinct names"] : Array.Empty<string>(),
            .. Seeds.Count < 1 || Seeds.Distinct().Count() < Seeds.Count ? ["distinct seeds, one or more"] : Array.Empty<string>(),
            .. Tokens < 1 ? ["answers of one token or more"] : Array.Empty<string>(),
        ];
        if (faults.Length > 0)
            throw new ArgumentException($"study: expected {string.Join("; ", faults)}. Correct these settings.");
        foreach (var loss in Losses) (Run with { Objective = loss.Objective }).Check();
    }
}
