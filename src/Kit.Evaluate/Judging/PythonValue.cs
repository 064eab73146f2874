using System.Numerics;

namespace Kit.Evaluate.Judging;

/// <summary>A value of a Python literal.</summary>
internal abstract record PythonValue
{
    private PythonValue()
    {
    }

    public sealed record None : PythonValue;

    public sealed record Ellipsis : PythonValue;

    public sealed record Boolean(bool Value) : PythonValue;

    public sealed record Integer(BigInteger Value) : PythonValue;

    public sealed record Float(double Value) : PythonValue;

    public sealed record Complex(double Real, double Imaginary) : PythonValue;

    public sealed record Text(string Value) : PythonValue;

    public sealed record Bytes(string Value) : PythonValue;

    public sealed record List(Sequence<PythonValue> Values) : PythonValue;

    public sealed record Tuple(Sequence<PythonValue> Values) : PythonValue;

    public sealed record Set(Sequence<PythonValue> Values) : PythonValue;

    /// <param name="Entries">In order of first appearance; a repeated key has its last value.</param>
    public sealed record Dictionary(Sequence<(PythonValue Key, PythonValue Value)> Entries) : PythonValue
    {
        public PythonValue? this[string key] =>
            Entries.FirstOrDefault(entry => entry.Key is Text text && text.Value == key).Value;
    }

    /// <summary>Whether it can be a key: lists, sets and dictionaries cannot.</summary>
    public bool Hashable => this switch
    {
        List or Set or Dictionary => false,
        Tuple tuple => tuple.Values.All(value => value.Hashable),
        _ => true,
    };

    /// <summary>Whether <c>json.dump</c> writes it whole.</summary>
    public bool Dumps => this switch
    {
        Set or Bytes or Complex or Ellipsis => false,
        List list => list.Values.All(value => value.Dumps),
        Tuple tuple => tuple.Values.All(value => value.Dumps),
        Dictionary map => map.Entries.All(e =>
            e.Key is Text or Integer or Float or Boolean or None && e.Value.Dumps),
        _ => true,
    };

    /// <summary><c>name in value</c>; null where Python raises a TypeError.</summary>
    public bool? Holds(string name) => this switch
    {
        Dictionary map => map[name] is not null,
        List list => list.Values.Contains(new Text(name)),
        Tuple tuple => tuple.Values.Contains(new Text(name)),
        Text text => text.Value.Contains(name, StringComparison.Ordinal),
        _ => null,
    };

    /// <summary><c>int(value)</c>; null where Python raises.</summary>
    public BigInteger? ToInteger() => this switch
    {
        Boolean flag => flag.Value ? 1 : 0,
        Integer integer => integer.Value,
        Float number when double.IsFinite(number.Value) => new BigInteger(Math.Truncate(number.Value)),
        Text text => PythonNumber.Integer(text.Value),
        _ => null,
    };
}
