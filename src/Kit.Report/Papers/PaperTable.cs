namespace Kit.Report;

/// <summary>A published table as data.</summary>
/// <param name="Title">What was measured on what.</param>
/// <param name="Source">Paper, year, arXiv number, table.</param>
/// <param name="Unit">Of all values.</param>
/// <param name="Columns">Names of the values.</param>
/// <param name="Rows">As published.</param>
/// <param name="Caveats">What a reader must know before comparing.</param>
public sealed record PaperTable(
    string Title, string Source, string Unit, Sequence<string> Columns, Sequence<PaperRow> Rows, Sequence<string> Caveats)
{
    /// <summary>A published value, or null where the paper gives none.</summary>
    public double? this[string method, string column] => Row(method).Values[Index(column)];

    /// <summary>A column for a table of one's own, marked as another model and other data.</summary>
    public Column Column(string name) => Report.Column.Paper(Columns[Index(name)], Unit, $"{Source}, {Title}");

    /// <summary>The cell of a method; missing where the paper has no such method or no such number.</summary>
    public Cell Cell(string method, string column) =>
        Rows.FirstOrDefault(row => row.Method == method)?.Values[Index(column)] is { } value
            ? Report.Cell.From(value)
            : new Cell.Missing();

    /// <summary>The table by itself, with its caveats as notes.</summary>
    public Table ToTable() => Rows.Aggregate(
        Table.From(Title, [Report.Column.Words("Method"), .. Columns.Select(name => Report.Column.Paper(name, Unit, Source))]),
        (table, row) => table.With([Report.Cell.From(row.Method), .. Columns.Select(name => Cell(row.Method, name))]))
        with { Notes = Caveats };

    private PaperRow Row(string method) => Rows.FirstOrDefault(row => row.Method == method)
        ?? throw new ArgumentException(
            $"{Title}: expected one of {string.Join(", ", Rows.Select(row => row.Method))}, got {method}. "
            + "Name the method as the paper does.");

    private int Index(string column)
    {
        var index = Columns.TakeWhile(name => name != column).Count();
        return index < Columns.Count ? index : throw new ArgumentException(
            $"{Title}: expected one of {string.Join(", ", Columns)}, got {column}. Name the column as the paper does.");
    }
}
