using System.Text.Json.Nodes;

namespace Kit.Report.Notebooks.Files;

/// <summary>Text as nbformat stores it: an array of lines that keep their line ends, or one string.</summary>
internal static class JsonLines
{
    public static JsonArray From(string text)
    {
        var lines = text.Split('\n');
        var kept = lines.SkipLast(1).Select(line => line + "\n").Append(lines[^1]).Where(line => line.Length > 0);
        return new JsonArray([.. kept.Select(line => (JsonNode)JsonValue.Create(line))]);
    }

    /// <summary>Null when it is neither.</summary>
    public static string? Read(JsonNode? node) => node switch
    {
        JsonArray lines when lines.All(IsText) => string.Concat(lines.Select(line => line!.GetValue<string>())),
        JsonValue one when IsText(one) => one.GetValue<string>(),
        _ => null,
    };

    private static bool IsText(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out _);
}
