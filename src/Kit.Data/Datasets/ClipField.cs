namespace Kit.Data.Datasets;

/// <summary>The key that names the clip in RRPO's files: its documentation says <c>video</c>, its loader reads
/// <c>media_path</c>.</summary>
public abstract record ClipField
{
    private ClipField(string key, string format) => (Key, Format) = (key, format);

    internal string Key { get; }

    internal string Format { get; }

    public static ClipField Video { get; } = new Documented();

    public static ClipField MediaPath { get; } = new Loaded();

    private sealed record Documented() : ClipField("video", "rrpo");

    private sealed record Loaded() : ClipField("media_path", "rrpo/media-path");
}
