namespace TorchSharp;

/// <summary>Counts for one kind of disposable.</summary>
public class LifetimeStatistics
{
    public long CreatedOutsideScopeCount { get; internal set; }
    public long DisposedOutsideScopeCount { get; internal set; }
    public long CreatedInScopeCount { get; internal set; }
    public long DisposedInScopeCount { get; internal set; }
    public long AttachedToScopeCount { get; internal set; }
    public long DetachedFromScopeCount { get; internal set; }

    /// <summary>Created minus disposed on this thread since the last <see cref="Reset"/>.</summary>
    public long ThreadTotalLiveCount =>
        CreatedInScopeCount - DisposedInScopeCount + (CreatedOutsideScopeCount - DisposedOutsideScopeCount);

    public void Reset()
    {
        CreatedOutsideScopeCount = DisposedOutsideScopeCount = 0;
        CreatedInScopeCount = DisposedInScopeCount = 0;
        AttachedToScopeCount = DetachedFromScopeCount = 0;
    }

    public override string ToString() => string.Join("; ", Named().Select(pair => $"{pair.Name}: {pair.Count}"));

    private IEnumerable<(string Name, long Count)> Named()
    {
        yield return (nameof(ThreadTotalLiveCount), ThreadTotalLiveCount);
        yield return (nameof(CreatedOutsideScopeCount), CreatedOutsideScopeCount);
        yield return (nameof(DisposedOutsideScopeCount), DisposedOutsideScopeCount);
        yield return (nameof(CreatedInScopeCount), CreatedInScopeCount);
        yield return (nameof(DisposedInScopeCount), DisposedInScopeCount);
        yield return (nameof(AttachedToScopeCount), AttachedToScopeCount);
        yield return (nameof(DetachedFromScopeCount), DetachedFromScopeCount);
    }
}
