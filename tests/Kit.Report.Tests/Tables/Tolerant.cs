using VerifyTests;

namespace Kit.Report.Tests.Tables;

/// <summary>The comparison of table snapshots, as Verify takes it: <c>UseStringComparer(Tolerant.Compare)</c>.</summary>
internal static class Tolerant
{
    public static Task<CompareResult> Compare(
        string received, string verified, IReadOnlyDictionary<string, object> context) =>
        Task.FromResult(TableSnapshot.Differences(received, verified) is { Count: > 0 } found
            ? CompareResult.NotEqual(string.Join('\n', found))
            : CompareResult.Equal);
}
