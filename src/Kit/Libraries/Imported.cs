namespace Kit.Libraries;

/// <summary>What another library's loss settings mean here.</summary>
/// <param name="Objective">The loss that the library computes under these settings.</param>
/// <param name="Differences">Where that is not what the names of the settings say; empty when there is nothing to tell.
/// </param>
/// <param name="Unread">Keys that are neither loss settings nor known to be other settings: look at them.</param>
[TypeFormatterSource]
public sealed record Imported(Objective Objective, Sequence<Difference> Differences, Sequence<string> Unread)
{
    /// <summary>The composition, then one line a difference.</summary>
    public override string ToString() => string.Join('\n',
    [
        Objective.ToCode(),
        .. Differences.Select(difference => $"  {difference}"),
        .. Unread.Select(key => $"  {key}: not read"),
    ]);
}
