using Kit.Train.Metrics;
using Microsoft.Data.Analysis;

namespace Kit.Report;

/// <summary>Tables and metrics as data frames, for those who go on computing.</summary>
public static class TableFrame
{
    /// <summary>One number a column, in the unit that the table shows: mean and std, or estimate, limits and standard
    /// error apart, named as in <see cref="Table.ToCsv"/>. A column with words is text; a missing number is
    /// null.</summary>
    public static DataFrame ToDataFrame(this Table table) => From(
        table.Columns.SelectMany((column, i) => Fields(column, [.. table.Rows.Select(row => row[i])])));

    /// <summary>A row a step: <c>step</c>, then a column a metric, null where it was not logged.</summary>
    public static DataFrame ToDataFrame(this MetricLog log)
    {
        var names = log.Rows.SelectMany(row => row.Values).Select(value => value.Name).Distinct();
        return From(
        [
            ("step", name => new PrimitiveDataFrameColumn<long>(name, log.Rows.Select(row => row.Step))),
            .. names.Select(metric => (metric, (Func<string, DataFrameColumn>)(name =>
                new PrimitiveDataFrameColumn<double>(name, log.Rows.Select(row => row[metric]))))),
        ]);
    }

    private static IEnumerable<(string Name, Func<string, DataFrameColumn> Make)> Fields(Column column, Cell[] cells)
    {
        if (cells.Any(cell => cell is Cell.Words))
            return [(CellNumbers.Names(column, 1)[0],
                name => new StringDataFrameColumn(name, cells.Select(cell => cell.Show(column.Format))))];
        double[][] numbers = [.. cells.Select(CellNumbers.From)];
        var width = numbers.Select(row => row.Length).Append(1).Max();
        return CellNumbers.Names(column, width).Select((field, part) => (field, (Func<string, DataFrameColumn>)(name =>
            new PrimitiveDataFrameColumn<double>(name, numbers.Select(row => Value(row, part, column.Format))))));
    }

    private static double? Value(double[] row, int part, Format format) =>
        part < row.Length && !double.IsNaN(row[part]) ? format.Scale(row[part]) : null;

    /// <summary>A frame has each name once: the second of a name is numbered.</summary>
    private static DataFrame From(IEnumerable<(string Name, Func<string, DataFrameColumn> Make)> fields)
    {
        var seen = new HashSet<string>();
        return new DataFrame([.. fields.Select(field =>
        {
            var name = field.Name;
            for (var number = 2; !seen.Add(name); number++)
                name = FormattableString.Invariant($"{field.Name} #{number}");
            return field.Make(name);
        })]);
    }
}
