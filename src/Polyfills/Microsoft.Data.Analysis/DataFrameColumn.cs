namespace Microsoft.Data.Analysis;

/// <summary>A named column of values, some of which may be null.</summary>
public abstract partial class DataFrameColumn
{
    internal DataFrameColumn(string name, long length, Type type)
    {
        Name = name;
        Length = length;
        DataType = type;
    }

    public string Name { get; }

    public long Length { get; }

    public Type DataType { get; }

    public abstract long NullCount { get; }

    public object? this[long rowIndex] => GetValue(rowIndex);

    private protected abstract object? GetValue(long rowIndex);
}
