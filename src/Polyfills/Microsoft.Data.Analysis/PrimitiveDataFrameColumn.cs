namespace Microsoft.Data.Analysis;

/// <summary>Numbers or truth values.</summary>
/// <typeparam name="T">Of each value that is not null.</typeparam>
public partial class PrimitiveDataFrameColumn<T> : DataFrameColumn, IEnumerable<T?> where T : unmanaged
{
    private readonly T?[] values;

    public PrimitiveDataFrameColumn(string name, IEnumerable<T?> values) : this(name, values.ToArray())
    {
    }

    public PrimitiveDataFrameColumn(string name, IEnumerable<T> values)
        : this(name, values.Select(value => (T?)value).ToArray())
    {
    }

    private PrimitiveDataFrameColumn(string name, T?[] values) : base(name, values.Length, typeof(T)) =>
        this.values = values;

    public override long NullCount => values.LongCount(value => value is null);

    public new T? this[long rowIndex] => values[rowIndex];

    public IEnumerator<T?> GetEnumerator() => ((IEnumerable<T?>)values).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => values.GetEnumerator();

    private protected override object? GetValue(long rowIndex) => values[rowIndex];
}
