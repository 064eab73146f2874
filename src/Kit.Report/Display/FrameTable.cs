using System.Globalization;
using Microsoft.Data.Analysis;

namespace Kit.Report.Formatters;

/// <summary>A data frame's first rows and columns.</summary>
internal static class FrameTable
{
    private const int Rows = 20;
    private const int Columns = 20;

    public static Table From(DataFrame frame)
    {
        DataFrameColumn[] columns = [.. frame.Columns.Take(Columns)];
        var rows = (int)Math.Min(Rows, frame.Rows.Count);
        var table = Table.From(
            FormattableString.Invariant($"{frame.Rows.Count} rows × {frame.Columns.Count} columns"),
            [.. columns.Select(column => Column.Number(column.Name, digits: 6))]);
        return columns.Length == 0 ? table : Enumerable.Range(0, rows).Aggregate(
            table, (sum, row) => sum.With([.. columns.Select(column => Entry(column[row]))]));
    }

    private static Cell Entry(object? value) => value switch
    {
        null => new Cell.Missing(),
        double or float or int or long or decimal => Cell.From(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        _ => Cell.From(Words.From(value)),
    };
}
