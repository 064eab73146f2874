using Kit.Evaluate.Statistics;

namespace Kit.Report;

/// <summary>Families of comparisons: the differences of one column are made together and judged together.</summary>
internal static class Families
{
    /// <summary>The same rows, the p-values of each column's differences adjusted by Holm.</summary>
    public static Sequence<Sequence<Cell>> Adjusted(Sequence<Sequence<Cell>> rows)
    {
        Cell[][] cells = [.. rows.Select(row => row.ToArray())];
        foreach (var column in Enumerable.Range(0, cells.Select(row => row.Length).DefaultIfEmpty(0).Max()))
            Adjust(cells, column);
        return [.. cells.Select(row => Sequence.From(row.AsSpan()))];
    }

    private static void Adjust(Cell[][] cells, int column)
    {
        (Cell[] Row, Cell.Difference Cell)[] family =
        [
            .. cells.Where(row => column < row.Length && row[column] is Cell.Difference)
                .Select(row => (row, (Cell.Difference)row[column])),
        ];
        var adjusted = Holm.Adjust([.. family.Select(one => one.Cell.Value.PValue)]);
        foreach (var (i, one) in family.Index()) one.Row[column] = one.Cell with { Adjusted = adjusted[i] };
    }
}
