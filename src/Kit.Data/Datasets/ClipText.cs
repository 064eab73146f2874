using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kit.Data.Datasets;

/// <summary>A clip as one text, for pairs and drafts: its path, or the paths of its frames as a JSON list.</summary>
public static class ClipText
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text of a clip; a path that would be read as a list begins with ./ in it.</summary>
    public static string From(Media clip) => clip switch
    {
        Media.Video { Path: var path } => Listed(path) is null ? path : $"./{path}",
        Media.FrameFiles frames => JsonSerializer.Serialize(frames.Paths, Plain),
        _ => throw new ArgumentException($"clip: expected a video or its frames, got {clip}. Choose another medium."),
    };

    /// <summary>The clip that a text tells.</summary>
    public static Media ToMedia(string text) =>
        Listed(text) is { } paths ? new Media.FrameFiles(paths) : new Media.Video(text);

    /// <summary>For people: not more than the first and the last of many frames.</summary>
    public static string ToBrief(string text) => Listed(text) is { Count: > 1 } paths
        ? FormattableString.Invariant($"{paths.Count} frames, {paths[0]} to {paths[^1]}") : text;

    private static Sequence<string>? Listed(string text)
    {
        if (!text.StartsWith('[')) return null;
        try
        {
            var paths = JsonSerializer.Deserialize<string?[]>(text)!;
            return paths.Contains(null) ? null : [.. paths.OfType<string>()];
        }
        catch (JsonException)
        {
            return null; // a path that begins with a bracket
        }
    }
}
