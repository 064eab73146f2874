using System.Text;
using System.Text.Json.Nodes;

namespace Kit.Report.Notebooks.Files;

/// <summary>JSON in a given layout; numbers keep the digits that they were read with.</summary>
internal static class JsonPrinter
{
    public static string Print(JsonNode? node, JsonLayout layout)
    {
        var text = new StringBuilder();
        Print(text, node, layout, 1);
        return text.Append(layout.End).ToString();
    }

    private static void Print(StringBuilder text, JsonNode? node, JsonLayout layout, int depth)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } fields:
                Group(text, '{', '}', layout, depth, fields, field =>
                {
                    text.Append('"').Append(layout.Escape(field.Key)).Append("\": ");
                    Print(text, field.Value, layout, depth + 1);
                });
                break;
            case JsonArray { Count: > 0 } items:
                Group(text, '[', ']', layout, depth, items, item => Print(text, item, layout, depth + 1));
                break;
            case JsonValue value when value.TryGetValue<string>(out var content):
                text.Append('"').Append(layout.Escape(content)).Append('"');
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private static void Group<T>(
        StringBuilder text, char open, char close, JsonLayout layout, int depth, IEnumerable<T> items, Action<T> print)
    {
        var separator = open.ToString();
        foreach (var item in items)
        {
            text.Append(separator).Append('\n').Append(' ', layout.Indent * depth);
            print(item);
            separator = ",";
        }

        text.Append('\n').Append(' ', layout.Indent * (depth - 1)).Append(close);
    }
}
