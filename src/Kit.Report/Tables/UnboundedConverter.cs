using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kit.Report;

/// <summary>Numbers of which some are infinite: the texts Infinity and -Infinity. NaN has no form and is left
/// out.</summary>
internal sealed class UnboundedConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetDouble(out var value) && double.IsFinite(value) => value,
            JsonTokenType.String when reader.ValueTextEquals("Infinity"u8) => double.PositiveInfinity,
            JsonTokenType.String when reader.ValueTextEquals("-Infinity"u8) => double.NegativeInfinity,
            _ => throw new JsonException(),
        };

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value)) writer.WriteNumberValue(value);
        else writer.WriteStringValue(value > 0 ? "Infinity" : "-Infinity");
    }
}
