using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kit.Data.Datasets;

/// <summary>How a format spells a turn: its keys and its names for the speakers.</summary>
/// <param name="Role">Key of the speaker.</param>
/// <param name="Content">Key of the text.</param>
/// <param name="System">The system's name.</param>
/// <param name="User">The user's name.</param>
/// <param name="Assistant">The model's name.</param>
public sealed record Dialect(string Role, string Content, string System, string User, string Assistant)
{
    /// <summary><c>{"role": "user", "content": "…"}</c>: TRL, ms-swift.</summary>
    public static Dialect Messages { get; } = new("role", "content", "system", "user", "assistant");

    /// <summary><c>{"from": "human", "value": "…"}</c>: ShareGPT, LLaMA-Factory.</summary>
    public static Dialect ShareGpt { get; } = new("from", "value", "system", "human", "gpt");

    private IEnumerable<(string Name, Role Role)> Names =>
        [(System, Datasets.Role.System), (User, Datasets.Role.User), (Assistant, Datasets.Role.Assistant)];

    internal JsonObject Write(Turn turn) => new()
    {
        [Role] = Names.Single(known => known.Role == turn.Role).Name,
        [Content] = turn.Text,
    };

    /// <summary>One turn; content may be a text or TRL's list of parts.</summary>
    internal Turn? Read(JsonElement turn, Action<string> fault)
    {
        if (turn.ValueKind is not JsonValueKind.Object || Text(turn, Role) is not { } name
            || !turn.TryGetProperty(Content, out var content))
        {
            fault($"expected {{\"{Role}\": …, \"{Content}\": …}}, got {Shown.Of(turn)}");
            return null;
        }

        var known = Names.Where(one => one.Name == name).Select(one => (Role?)one.Role).FirstOrDefault();
        if (known is null) fault($"expected {Role} one of [{System}, {User}, {Assistant}], got \"{name}\"");
        return known is { } role && Parts(content, fault) is { } pieces ? new Turn(role, pieces) : null;
    }

    private static string? Text(JsonElement turn, string key) =>
        turn.TryGetProperty(key, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static Sequence<Piece>? Parts(JsonElement content, Action<string> fault)
    {
        switch (content.ValueKind)
        {
            case JsonValueKind.String: return Datasets.Content.Parse(content.GetString()!);
            case JsonValueKind.Array:
                var parts = content.EnumerateArray().Select(Part).ToArray();
                if (parts.All(part => part is not null)) return Sequence.From(parts.OfType<Piece>());
                break;
        }

        fault($"expected a text or parts of type text, image or video, got {Shown.Of(content)}");
        return null;
    }

    private static Piece? Part(JsonElement part) =>
        part.ValueKind is not JsonValueKind.Object ? null : (Text(part, "type"), Text(part, "text")) switch
        {
            ("text", { } text) => new Piece.Words(text),
            ("video", _) => new Piece.Placeholder(MediaKind.Video),
            ("image", _) => new Piece.Placeholder(MediaKind.Image),
            _ => null,
        };
}
