using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kit.Data.Storage;

/// <summary>How the kit reads and writes JSON: camelCase, and nothing guessed.</summary>
/// <remarks>Unknown, repeated and missing fields are refused, as are nulls where none is allowed, numbers in quotes and
/// numbers that are not finite.</remarks>
public static class StrictJson
{
    /// <summary>Read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            IgnoreReadOnlyProperties = true,    // what follows from the other fields is not stored
            MaxDepth = 64,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new SequenceConverter(), new FiniteConverter() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
