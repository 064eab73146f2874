using Kit.Evaluate.Statistics;

namespace Kit.Report.Ablations;

/// <summary>Numbers that belong to a run as a whole: no item, no clip.</summary>
internal static class RunScores
{
    /// <summary>One observation a seed.</summary>
    public static Measurements From(string method, IEnumerable<(long Seed, double Value)> runs) =>
        new(method, [.. runs.Select(run => new Observation("", run.Seed, "", run.Value))]);
}
