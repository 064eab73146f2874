using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kit.Data.Storage;

/// <summary>Sequences as JSON arrays.</summary>
public sealed class SequenceConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Sequence<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Items<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Items<T> : JsonConverter<Sequence<T>>
    {
        public override Sequence<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var items = Values(ref reader, options) ?? throw new JsonException("null for a list");
            return default(T) is null && items.Contains(default)
                ? throw new JsonException("null inside a list")
                : Sequence.From<T>(items);
        }

        public override void Write(Utf8JsonWriter writer, Sequence<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ToArray(), options);

        // A fault inside is reported anew, so that its path starts at the record and not at the list.
        private static T[]? Values(ref Utf8JsonReader reader, JsonSerializerOptions options)
        {
            try { return JsonSerializer.Deserialize<T[]>(ref reader, options); }
            catch (JsonException e) when (e.Path is not null) { throw new JsonException(e.Message); }
        }
    }
}
