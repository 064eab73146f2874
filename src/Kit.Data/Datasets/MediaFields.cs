using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kit.Data.Datasets;

/// <summary>Media named by lists of paths: a path, or a list of frame files for a video.</summary>
internal static class MediaFields
{
    /// <summary>The clips of a list field; a single path counts as a list of one.</summary>
    public static Sequence<Media> Videos(RowReader row, string name) => Read(row, name, Video);

    public static Sequence<Media> Images(RowReader row, string name) =>
        Read(row, name, item => item.ValueKind is JsonValueKind.String ? new Media.Image(item.GetString()!) : null);

    /// <summary>The media of one kind as a list of paths; nothing is written for none.</summary>
    public static void Write(JsonObject row, string name, IEnumerable<Media> media)
    {
        var items = media.Select(Node).ToArray();
        if (items.Length > 0) row[name] = new JsonArray(items);
    }

    private static Sequence<Media> Read(RowReader row, string name, Func<JsonElement, Media?> read)
    {
        var items = row.Items(name);
        var media = items.Select(read).ToArray();
        var wrong = Array.FindIndex(media, one => one is null);
        return wrong < 0
            ? Sequence.From(media.OfType<Media>())
            : row.Fault<Sequence<Media>>(
                FormattableString.Invariant($"{name}[{wrong}]"), "a path or a list of frame paths", items[wrong], []);
    }

    private static Media? Video(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String => new Media.Video(item.GetString()!),
        JsonValueKind.Array when item.EnumerateArray().All(one => one.ValueKind is JsonValueKind.String) =>
            new Media.FrameFiles([.. item.EnumerateArray().Select(one => one.GetString()!)]),
        _ => null,
    };

    private static JsonNode Node(Media media) => media switch
    {
        Media.Video video => video.Path,
        Media.Image image => image.Path,
        Media.FrameFiles frames => new JsonArray([.. frames.Paths.Select(path => (JsonNode)path)]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
