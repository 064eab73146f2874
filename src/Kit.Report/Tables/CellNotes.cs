namespace Kit.Report;

/// <summary>The notes that a table owes its reader because of what its cells hold.</summary>
internal static class CellNotes
{
    public static IEnumerable<string> From(Table table)
    {
        var cells = table.Rows.SelectMany(row => row).ToArray();
        return [.. Spread(cells), .. Difference(cells), .. Papers(table), .. Conditions(table)];
    }

    private static IEnumerable<string> Spread(Cell[] cells)
    {
        int[] counts =
        [
            .. cells.OfType<Cell.Spread>().Select(cell => cell.Value.Count).Where(count => count > 1)
                .Distinct().Order(),
        ];
        if (counts is []) yield break;
        var seeds = counts is [var one] ? $"{one}" : $"{counts[0]} to {counts[^1]}";
        yield return $"± is the sample standard deviation over {seeds} seeds.";
    }

    private static IEnumerable<string> Difference(Cell[] cells)
    {
        var differences = cells.OfType<Cell.Difference>();
        return differences.Select(cell => cell.Value.Interval.Level).Distinct().Order().Select(level =>
            $"[low, high] is a {Numbers.Significant(100 * level, 4)} % interval of the paired difference from the "
            + "baseline, resampling clips, not adjusted for the number of comparisons; bold only where p ≤ "
            + $"{Numbers.Significant(1 - level, 4)} by flipping the signs of whole clips, Holm-adjusted over the "
            + "column.");
    }

    private static IEnumerable<string> Papers(Table table) => table.Columns
        .Select(column => column.Origin)
        .OfType<Origin.Paper>()
        .Distinct()
        .Select(paper => $"† {paper.Source}. Another model and other data: compare the order and the signs, not the "
            + "values.");

    private static IEnumerable<string> Conditions(Table table) => table.Protocol is null
        ? []
        : [$"Protocol: {string.Join("; ", table.Protocol.Conditions.Select(c => $"{c.Name} {c.Value}"))}."];
}
