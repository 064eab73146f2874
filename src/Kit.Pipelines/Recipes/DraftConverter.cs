using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kit.Pipelines.Recipes;

/// <summary>A draft as a flat JSON object: id, clip, then its fields as texts and numbers.</summary>
internal sealed class DraftConverter : JsonConverter<Draft>
{
    public override Draft Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var row = document.RootElement;
        if (row.ValueKind != JsonValueKind.Object) throw new JsonException($"{row.ValueKind} for a draft");
        return row.EnumerateObject().Where(field => field.Name is not ("id" or "clip")).Aggregate(
            Draft.From(Text(row, "id"), Text(row, "clip")), (made, field) => made.With(field.Name, Value(field)));
    }

    public override void Write(Utf8JsonWriter writer, Draft value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("id", value.Id);
        writer.WriteString("clip", value.Clip);
        foreach (var (name, datum) in value.Fields)
        {
            if (datum is Datum.Number number) writer.WriteNumber(name, number.Value);
            else writer.WriteString(name, ((Datum.Text)datum).Value);
        }

        writer.WriteEndObject();
    }

    private static string Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new JsonException($"a draft without the text {name}");

    private static Datum Value(JsonProperty field) => field.Value.ValueKind switch
    {
        JsonValueKind.String => Datum.From(field.Value.GetString()!),
        JsonValueKind.Number when field.Value.TryGetDouble(out var number) && double.IsFinite(number) =>
            Datum.From(number),
        _ => throw new JsonException($"neither a text nor a number for {field.Name}"),
    };
}
