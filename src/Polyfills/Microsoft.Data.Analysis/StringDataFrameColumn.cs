namespace Microsoft.Data.Analysis;

/// <summary>Texts.</summary>
public partial class StringDataFrameColumn : DataFrameColumn, IEnumerable<string?>
{
    private readonly string?[] values;

    public StringDataFrameColumn(string name, IEnumerable<string?> values) : this(name, values.ToArray())
    {
    }

    private StringDataFrameColumn(string name, string?[] values) : base(name, values.Length, typeof(string)) =>
        this.values = values;

    public override long NullCount => values.LongCount(value => value is null);

    public new string? this[long rowIndex] => values[rowIndex];

    public IEnumerator<string?> GetEnumerator() => ((IEnumerable<string?>)values).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => values.GetEnumerator();

    private protected override object? GetValue(long rowIndex) => values[rowIndex];
}
