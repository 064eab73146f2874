using System.Collections.ObjectModel;

namespace Microsoft.Data.Analysis;

/// <summary>Columns by place and by name; names differ, lengths do not.</summary>
public class DataFrameColumnCollection : Collection<DataFrameColumn>
{
    internal DataFrameColumnCollection(IEnumerable<DataFrameColumn> columns)
    {
        foreach (var column in columns) Add(column);
    }

    public DataFrameColumn this[string columnName] => this.FirstOrDefault(column => column.Name == columnName)
        ?? throw new ArgumentException($"{columnName} does not exist", nameof(columnName));

    protected override void InsertItem(int columnIndex, DataFrameColumn column)
    {
        if (Count > 0 && column.Length != this[0].Length)
            throw new ArgumentException(
                $"columns: expected {this[0].Length} values, got {column.Length} in {column.Name}. Give every column "
                + "one value a row.", nameof(column));
        if (this.Any(other => other.Name == column.Name))
            throw new ArgumentException(
                $"columns: expected each name once, got {column.Name} twice. Rename one.", nameof(column));
        base.InsertItem(columnIndex, column);
    }
}
