namespace Kit.Evaluate.Statistics;

/// <summary>What one method scored, item by item, under every seed.</summary>
/// <param name="Method">As tables name it.</param>
/// <param name="Values">All items × all seeds.</param>
public sealed record Measurements(string Method, Sequence<Observation> Values)
{
    /// <summary>The mean under each seed, in order of seed.</summary>
    public Sequence<double> BySeed => Sequence.From(Values
        .GroupBy(value => value.Seed)
        .OrderBy(group => group.Key)
        .Select(group => group.Average(value => value.Value)));

    /// <summary>Mean ± std of the seeds' means.</summary>
    public MeanStd OverSeeds => MeanStd.From(BySeed);

    /// <summary>candidate − baseline, item by item and seed by seed.</summary>
    /// <remarks>Pairing removes what items and data orders have in common; both must hold the same items and
    /// seeds.</remarks>
    public static Sequence<Observation> Differences(Measurements baseline, Measurements candidate)
    {
        var theirs = ByKey(baseline);
        var mine = ByKey(candidate);
        RequireAll(baseline, candidate.Method, mine);
        RequireAll(candidate, baseline.Method, theirs);
        return Sequence.From(candidate.Values.Select(value =>
            value with { Value = value.Value - theirs[Key(value)].Value }));
    }

    private static (string, long) Key(Observation value) => (value.Item, value.Seed);

    private static Dictionary<(string, long), Observation> ByKey(Measurements measured)
    {
        var byKey = new Dictionary<(string, long), Observation>();
        foreach (var value in measured.Values)
            if (!byKey.TryAdd(Key(value), value))
                throw new ArgumentException(
                    $"Measurements of {measured.Method}: expected one value of item {value.Item} under seed "
                    + $"{value.Seed}, got two. Give every item an id of its own.");
        return byKey;
    }

    private static void RequireAll(
        Measurements measured, string other, Dictionary<(string, long), Observation> others)
    {
        foreach (var value in measured.Values)
            if (!others.TryGetValue(Key(value), out var found) || found.Cluster != value.Cluster)
                throw new ArgumentException(
                    $"Paired difference: expected item {value.Item} of clip {value.Cluster} under seed {value.Seed} "
                    + $"in {other} as in {measured.Method}, got {found?.Cluster ?? "none"}. "
                    + "Evaluate both on the same questions with the same seeds.");
    }
}
