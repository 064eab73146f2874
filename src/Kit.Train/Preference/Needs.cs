using Kit.Expressions;

namespace Kit.Train.Preference;

/// <summary>What must be computed for an objective.</summary>
internal static class Needs
{
    /// <summary>Everything that its loss, its metrics and the statistics that batches hand on read.</summary>
    public static Sequence<Evidence> Reads(this Objective objective) => Graph.From(
        [objective.Loss, .. objective.Metrics.Select(m => m.Value), .. objective.Statistics.Select(s => s.Next)]).Evidence;
}
