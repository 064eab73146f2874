using Kit.Expressions;

namespace Kit.Report.Formatters;

/// <summary>Numbers over [], [B] or [B, T] as a table, cut where a reader would stop.</summary>
internal static class GridTable
{
    private const int Rows = 12;
    private const int Columns = 12;

    public static Table From(Grid grid)
    {
        var (rows, columns) = grid.Shape.Count switch
        {
            2 => (grid.Shape[0], grid.Shape[1]),
            1 => (grid.Shape[0], 1),
            _ => (1, 1),
        };
        var shown = Math.Min(columns, Columns);
        var table = Table.From(
            $"Grid {grid.Shape}",
            [Column.Words("b"), .. Enumerable.Range(0, shown)
                .Select(t => Column.Number(grid.Shape.Count == 2 ? $"{t}" : "value"))]);
        table = Enumerable.Range(0, Math.Min(rows, Rows)).Aggregate(table, (sum, b) => sum.With(
            [Cell.From($"{b}"), .. Enumerable.Range(0, shown).Select(t => Cell.From(grid.Values[b * columns + t]))]));
        return rows > Rows || columns > Columns
            ? table.WithNote($"The first {Math.Min(rows, Rows)} × {shown} of {rows} × {columns}.")
            : table;
    }
}
