namespace Kit.Report;

/// <summary>A published table as data.</summary>
/// <param name="Title">What was measured on what.</param>
/// <param name="Source">Authors, year, name, arXiv number.</param>
/// <param name="Columns">Names and units of the values.</param>
/// <param name="Rows">As published.</param>
/// <param name="Caveats">What a reader must know before comparing.</param>
[TypeFormatterSource]
public sealed record PaperTable(
    string Title, string Source, Sequence<PaperColumn> Columns, Sequence<PaperRow> Rows, Sequence<string> Caveats)
{
    /// <summary>A published value, or null where the paper gives none.</summary>
    public double? this[string method, string column] => Row(method).Values[Index(column)];

    /// <summary>A column for a table of one's own, marked as another model and other data.</summary>
    public Column Column(string name) => Column(Columns[Index(name)]);

    /// <summary>The cell of a method; missing where the paper has no such method or no such number.</summary>
    public Cell Cell(string method, string column) =>
        Rows.FirstOrDefault(row => row.Method == method)?.Values[Index(column)] is { } value
            ? Report.Cell.From(value)
            : new Cell.Missing();

    /// <summary>The table by itself, with its caveats as notes.</summary>
    public Table ToTable() => Rows.Aggregate(
        Table.From(Title, [Report.Column.Words("Method"), .. Columns.Select(Column)]),
        (table, row) => table.With(
            [Report.Cell.From(row.Method), .. Columns.Select(column => Cell(row.Method, column.Name))]))
        with { Notes = Caveats };

    private Column Column(PaperColumn column) =>
        Report.Column.Paper(column.Name, column.Unit, $"{Source}, {Title}");

    private PaperRow Row(string method) => Rows.FirstOrDefault(row => row.Method == method)
        ?? throw new ArgumentException(
            $"{Title}: expected one of {string.Join(", ", Rows.Select(row => row.Method))}, got {method}. "
            + "Name the method as the paper does.");

    private int Index(string column)
    {
        var index = Columns.TakeWhile(other => other.Name != column).Count();
        return index < Columns.Count ? index : throw new ArgumentException(
            $"{Title}: expected one of {string.Join(", ", Columns.Select(known => known.Name))}, got {column}. "
            + "Name the column as the paper does.");
    }
}
