using System.Text.Json;

namespace Kit.Evaluate.Benchmarks.Layouts;

/// <summary>Fields of a record, by name; a fault names the field.</summary>
internal static class Fields
{
    public static string Text(this JsonElement record, string field) => record.Find(field) switch
    {
        { ValueKind: JsonValueKind.String } value => value.GetString()!,
        var other => throw Fault(field, "text", other),
    };

    /// <summary>Text, or null where the field is null or absent.</summary>
    public static string? OptionalText(this JsonElement record, string field) =>
        record.Find(field) is { ValueKind: not JsonValueKind.Null } ? record.Text(field) : null;

    /// <summary>A number, also one in quotes; null where the field is null or absent.</summary>
    public static double? OptionalNumber(this JsonElement record, string field) => record.Find(field) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Number } value when double.IsFinite(value.GetDouble()) => value.GetDouble(),
        var other => throw Fault(field, "a number", other),
    };

    public static JsonElement Object(this JsonElement record, string field) =>
        record.Find(field) is { ValueKind: JsonValueKind.Object } value ? value
        : throw Fault(field, "an object", record.Find(field));

    /// <summary>A list of texts; numbers in it are taken as they are written.</summary>
    public static Sequence<string> Texts(this JsonElement record, string field) =>
        record.Find(field) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(entry => Written(field, entry))]
            : throw Fault(field, "a list", record.Find(field));

    /// <summary>Text, or a number as it is written.</summary>
    public static string Written(this JsonElement record, string field) =>
        record.Find(field) is { } value ? Written(field, value) : throw Fault(field, "text", null);

    public static JsonElement? Find(this JsonElement record, string field) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(field, out var value) ? value : null;

    private static string Written(string field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        _ => throw Fault(field, "text", value),
    };

    public static FormatException Fault(string field, string expected, JsonElement? got) =>
        new($"{field}: expected {expected}, got {(got is { } value ? Kind(value) : "no such field")}.");

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"the text \"{value.GetString()}\"",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => value.GetRawText(),
    };
}
