using System.Text.Json;

namespace Kit.Data.Storage;

/// <summary>An object of another program's JSON file, read field by field; a fault is told with the file and the field.
/// </summary>
/// <remarks>Unlike <see cref="StrictJson"/>, fields that nobody asks for are passed over: such files grow with every
/// version of their program.</remarks>
/// <param name="File">Path, for messages.</param>
/// <param name="Place">Where in the file the object stands; empty for the whole.</param>
/// <param name="Value">The object.</param>
internal sealed record JsonFields(string File, string Place, JsonElement Value)
{
    private const long Limit = 256 << 20;

    public static JsonFields Read(string path)
    {
        var size = new FileInfo(path) is { Exists: true } file ? file.Length
            : throw new InvalidDataException($"{path}: expected a file, got none of this name. Check the path.");
        if (size > Limit) throw new InvalidDataException(FormattableString.Invariant(
            $"{path}: expected at most {Limit} bytes of JSON, got {size}. Name a configuration file."));
        try
        {
            using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(path));
            return new JsonFields(path, "", document.RootElement.Clone()).Object();
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"{path}: expected JSON, got a fault: {e.Message.TrimEnd('.')}. Fetch the file again.", e);
        }
    }

    public bool Has(string name) => Value.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null;

    /// <summary>A field that is an object; absent and null give null.</summary>
    public JsonFields? Find(string name) => Has(name) ? Field(name).Object() : null;

    public JsonFields Get(string name) =>
        Find(name) ?? throw Refused(name, "an object", "nothing");

    public string? FindText(string name) => !Has(name) ? null
        : Field(name).Value is { ValueKind: JsonValueKind.String } text ? text.GetString()
        : throw Refused(name, "a string", Shown(name));

    public string Text(string name) => FindText(name) ?? throw Refused(name, "a string", "nothing");

    public bool Flag(string name, bool otherwise) => !Has(name) ? otherwise
        : Field(name).Value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Refused(name, "true or false", Shown(name)),
        };

    public double? FindNumber(string name) => !Has(name) ? null
        : Field(name).Value is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value)
            && double.IsFinite(value)
            ? value
            : throw Refused(name, "a number", Shown(name));

    public int? FindInteger(string name) => !Has(name) ? null
        : Field(name).Value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value)
            ? value
            : throw Refused(name, "an integer", Shown(name));

    public int Integer(string name) => FindInteger(name) ?? throw Refused(name, "an integer", "nothing");

    /// <summary>The elements of a list; absent and null give none.</summary>
    public IEnumerable<JsonFields> List(string name)
    {
        if (!Has(name)) return [];
        var list = Field(name);
        return list.Value.ValueKind == JsonValueKind.Array
            ? list.Value.EnumerateArray().Select((item, i) =>
                new JsonFields(File, FormattableString.Invariant($"{list.Place}[{i}]"), item))
            : throw Refused(name, "a list", Shown(name));
    }

    /// <summary>Names and values of the object's fields.</summary>
    public IEnumerable<(string Name, JsonFields Value)> Members() =>
        Value.EnumerateObject().Select(one => (one.Name, new JsonFields(File, Joined(one.Name), one.Value)));

    public JsonFields Object() => Value.ValueKind == JsonValueKind.Object ? this
        : throw Refused("an object", Value.ValueKind.ToString());

    public InvalidDataException Refused(string name, string expected, string got) =>
        new JsonFields(File, Joined(name), Value).Refused(expected, got);

    public InvalidDataException Refused(string expected, string got) => new(
        $"{File}{(Place.Length > 0 ? $", {Place}" : "")}: expected {expected}, got {got}. Check the file.");

    private JsonFields Field(string name) => new(File, Joined(name), Value.GetProperty(name));

    private string Joined(string name) => Place.Length > 0 ? $"{Place}.{name}" : name;

    private string Shown(string name)
    {
        var text = Field(name).Value.GetRawText();
        return text.Length > 60 ? string.Concat(text.AsSpan(0, 60), "…") : text;
    }
}
