using System.Globalization;

namespace Microsoft.Data.Analysis;

/// <summary>Named columns of one length.</summary>
public partial class DataFrame
{
    private readonly DataFrameColumnCollection columns;

    public DataFrame(IEnumerable<DataFrameColumn> columns)
    {
        this.columns = new DataFrameColumnCollection(columns);
        Rows = new DataFrameRowCollection(this);
    }

    public DataFrame(params DataFrameColumn[] columns) : this((IEnumerable<DataFrameColumn>)columns)
    {
    }

    public DataFrameColumnCollection Columns => columns;

    public DataFrameRowCollection Rows { get; }

    public object? this[long rowIndex, int columnIndex] => columns[columnIndex][rowIndex];

    public DataFrameColumn this[string columnName] => columns[columnName];

    /// <summary>Names, then a line a row.</summary>
    public override string ToString() => string.Join('\n', Enumerable.Range(0, (int)Rows.Count)
        .Select(row => columns.Select(column => Convert.ToString(column[row], CultureInfo.InvariantCulture)))
        .Prepend(columns.Select(column => column.Name))
        .Select(cells => string.Join('\t', cells)));
}
