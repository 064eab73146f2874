namespace Kit.Data.MovingShapes;

/// <summary>Where each of several parts ends when they lie one behind the other.</summary>
internal static class RunningTotal
{
    public static IReadOnlyList<int> Scan<TPart>(this IEnumerable<TPart> parts, Func<TPart, int> length)
    {
        var total = 0;
        return [.. parts.Select(part => total += length(part))];
    }
}
