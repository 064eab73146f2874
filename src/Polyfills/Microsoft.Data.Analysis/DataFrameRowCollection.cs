namespace Microsoft.Data.Analysis;

/// <summary>Rows by place.</summary>
public class DataFrameRowCollection : IEnumerable<DataFrameRow>
{
    private readonly DataFrame frame;

    internal DataFrameRowCollection(DataFrame dataFrame) => frame = dataFrame;

    public long Count => frame.Columns.Count == 0 ? 0 : frame.Columns[0].Length;

    public DataFrameRow this[long index] => new(frame, index);

    public IEnumerator<DataFrameRow> GetEnumerator()
    {
        for (var row = 0L; row < Count; row++) yield return this[row];
    }

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>One row's values, column by column.</summary>
public class DataFrameRow : IEnumerable<object?>
{
    private readonly DataFrame frame;
    private readonly long index;

    internal DataFrameRow(DataFrame df, long rowIndex) => (frame, index) = (df, rowIndex);

    public object? this[int index] => frame[this.index, index];

    public IEnumerator<object?> GetEnumerator() => frame.Columns.Select(column => column[index]).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
