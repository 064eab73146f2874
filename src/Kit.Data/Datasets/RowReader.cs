using System.Text.Json;
using Kit.Pairs;

namespace Kit.Data.Datasets;

/// <summary>Takes the fields of one record; faults are gathered and told together.</summary>
internal sealed class RowReader
{
    private readonly JsonElement row;
    private readonly string number;
    private readonly Func<string, string> inFile;
    private readonly HashSet<string> taken = [];
    private readonly List<string> faults = [];

    public RowReader(JsonElement row, string number)
    {
        (this.row, this.number, Name, inFile) = (row, number, number, name => name);
        if (row.ValueKind is not JsonValueKind.Object) faults.Add($"expected an object, got {Shown.Of(row)}");
    }

    private RowReader(RowReader shared, Func<string, string> inFile)
    {
        (row, number, Name, this.inFile) = (shared.row, shared.number, shared.number, inFile);
        (taken, faults) = (shared.taken, shared.faults);
    }

    /// <summary>The same record read by other names; what is taken and what is wrong is shared.</summary>
    public RowReader Renamed(Sequence<DatasetFormat.Column> columns) => new(
        this, name => inFile(columns.FirstOrDefault(column => column.Name == name)?.InFile ?? name));

    /// <summary>What was wrong, in the order of reading; empty when the record fits.</summary>
    public Sequence<string> Faults => Sequence.From(faults);

    /// <summary>Fields that nobody took, as they are.</summary>
    public Sequence<Field> Rest => row.ValueKind is not JsonValueKind.Object ? [] :
        [.. row.EnumerateObject().Where(one => !taken.Contains(one.Name)).Select(Field)];

    public bool Has(string name) => Find(name) is not null;

    /// <summary>A field as it is, or null; it counts as read only once <see cref="Taken"/>.</summary>
    public JsonElement? Value(string name) => Find(name);

    public T Taken<T>(string name, T value) => Take(name, value);

    /// <summary>Leaves a field that was read among those that are kept as they are.</summary>
    public void Keep(string name) => taken.Remove(inFile(name));

    /// <summary>The record's id, or its number until an id is found.</summary>
    public string Name { get; private set; }

    /// <summary>The record's id under a name, or its number.</summary>
    public string Id(string name = "id") => Name = Find(name) switch
    {
        null => number,
        { ValueKind: JsonValueKind.String } text when Example.IsPlace(text.GetString()!) => text.GetString()!,
        { ValueKind: JsonValueKind.String } text => Take(name, text.GetString()!),
        { ValueKind: JsonValueKind.Number } digits => digits.GetRawText(),    // kept in Rest, so written as a number
        { } other => Fault(name, "a text or a number", other, number),
    };

    public string Text(string name) => Find(name) is { } value
        ? Take(name, AsText(value) ?? Fault(name, "a text", value, ""))
        : Missing(name, "");

    public string? MaybeText(string name) => Has(name) ? Text(name) : null;

    /// <summary>An answer: a text, or a turn of a dialect.</summary>
    public Answer Answer(string name, Dialect? dialect = null)
    {
        if (Find(name) is not { } value) return Missing(name, new Answer(""));
        if (AsText(value) is { } text) return Take(name, new Answer(text));
        return dialect is null
            ? Fault(name, "a text", value, new Answer(""))
            : Take(name, new Answer(dialect.Read(value, what => faults.Add($"{name}: {what}"))?.Text ?? ""));
    }

    public double? Number(string name) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Number } value when double.IsFinite(value.GetDouble()) =>
            Take(name, value.GetDouble()),
        { } other => Fault<double?>(name, "a finite number", other, null),
    };

    public bool Flag(string name) => Find(name) switch
    {
        null => Missing(name, false),
        { ValueKind: JsonValueKind.True } => Take(name, true),
        { ValueKind: JsonValueKind.False } => Take(name, false),
        { } other => Fault(name, "true or false", other, false),
    };

    /// <summary>A list, or nothing when the field is absent or null.</summary>
    public IReadOnlyList<JsonElement> Items(string name) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => Take<JsonElement[]>(name, []),
        { ValueKind: JsonValueKind.Array } list => Take(name, list.EnumerateArray().ToArray()),
        { } other => Fault<JsonElement[]>(name, "a list", other, []),
    };

    public Sequence<Turn> Turns(string name, Dialect dialect)
    {
        if (!Has(name)) return Missing<Sequence<Turn>>(name, []);
        return [.. Items(name).Select((turn, k) => dialect.Read(
            turn, what => faults.Add(FormattableString.Invariant($"{name}[{k}]: {what}")))).OfType<Turn>()];
    }

    /// <summary>What a maker refuses is a fault of this record.</summary>
    public T? Make<T>(Func<T> make)
        where T : class
    {
        if (faults.Count > 0) return null;
        try
        {
            return make();
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            faults.Add(e.Message.TrimEnd('.'));
            return null;
        }
    }

    public T Missing<T>(string name, T instead)
    {
        faults.Add($"{inFile(name)}: expected a value, got none");
        return instead;
    }

    public T Fault<T>(string name, string expected, JsonElement got, T instead)
    {
        faults.Add($"{inFile(name)}: expected {expected}, got {Shown.Of(got)}");
        return Take(name, instead);
    }

    private T Take<T>(string name, T value)
    {
        taken.Add(inFile(name));
        return value;
    }

    private JsonElement? Find(string name) =>
        row.ValueKind is JsonValueKind.Object && row.TryGetProperty(inFile(name), out var value) ? value : null;

    private static string? AsText(JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static Field Field(JsonProperty property) =>
        new(property.Name, JsonSerializer.Serialize(property.Value));
}
