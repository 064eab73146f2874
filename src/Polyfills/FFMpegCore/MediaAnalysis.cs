using System.Globalization;
using System.Text.Json;
using FFMpegCore.Exceptions;

namespace FFMpegCore;

/// <summary>ffprobe's JSON as the package's classes.</summary>
internal sealed record MediaAnalysis(
    MediaFormat Format, List<VideoStream> VideoStreams, List<AudioStream> AudioStreams, IReadOnlyList<string> ErrorData)
    : IMediaAnalysis
{
    public TimeSpan Duration => new[] { Format.Duration, Of(PrimaryVideoStream), Of(PrimaryAudioStream) }.Max();

    public AudioStream? PrimaryAudioStream => AudioStreams.MinBy(stream => stream.Index);

    public VideoStream? PrimaryVideoStream => VideoStreams.MinBy(stream => stream.Index);

    public static MediaAnalysis Parse(byte[] json, IReadOnlyList<string> errors)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (!root.TryGetProperty("format", out var format))
            throw new FFMpegException(FFMpegExceptionType.Process, "Format not specified");
        return new MediaAnalysis(
            Formatted(format),
            [.. Streams(root, "video").Select(Video)], [.. Streams(root, "audio").Select(Audio)], errors);
    }

    private static TimeSpan Of(MediaStream? stream) => stream?.Duration ?? TimeSpan.Zero;

    private static IEnumerable<JsonElement> Streams(JsonElement root, string kind) =>
        root.TryGetProperty("streams", out var streams)
            ? streams.EnumerateArray().Where(stream => Text(stream, "codec_type") == kind)
            : [];

    private static MediaFormat Formatted(JsonElement format) => new()
    {
        Duration = Time(format, "duration"),
        StartTime = Time(format, "start_time"),
        FormatName = Text(format, "format_name"),
        FormatLongName = Text(format, "format_long_name"),
        StreamCount = (int)Number(format, "nb_streams"),
        ProbeScore = Number(format, "probe_score"),
        BitRate = Number(format, "bit_rate"),
    };

    private static AudioStream Audio(JsonElement stream) => Common(stream, new AudioStream());

    private static VideoStream Video(JsonElement stream) => Common(stream, new VideoStream
    {
        AvgFrameRate = Ratio(stream, "avg_frame_rate"),
        FrameRate = Ratio(stream, "r_frame_rate"),
        Width = (int)Number(stream, "width"),
        Height = (int)Number(stream, "height"),
        PixelFormat = Text(stream, "pix_fmt"),
        Rotation = Rotated(stream),
    });

    private static TStream Common<TStream>(JsonElement from, TStream stream) where TStream : MediaStream
    {
        stream.Index = (int)Number(from, "index");
        stream.CodecName = Text(from, "codec_name");
        stream.StartTime = Time(from, "start_time");
        stream.Duration = Time(from, "duration");
        stream.Disposition = from.TryGetProperty("disposition", out var flags)
            ? flags.EnumerateObject().ToDictionary(flag => flag.Name, flag => flag.Value.GetInt32() != 0)
            : null;
        return stream;
    }

    /// <summary>Display matrix, else the older rotate tag.</summary>
    private static int Rotated(JsonElement stream)
    {
        var matrix = stream.TryGetProperty("side_data_list", out var list)
            ? list.EnumerateArray().FirstOrDefault(data => data.TryGetProperty("rotation", out _))
            : default;
        if (matrix.ValueKind == JsonValueKind.Object) return (int)Number(matrix, "rotation");
        return stream.TryGetProperty("tags", out var tags) ? (int)Number(tags, "rotate") : 0;
    }

    private static string Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) ? value.ToString() : string.Empty;

    private static double Number(JsonElement from, string name) => Parsed(Text(from, name));

    private static double Ratio(JsonElement from, string name)
    {
        var parts = Text(from, name).Split('/');
        return parts.Length == 2 ? Parsed(parts[0]) / Parsed(parts[1]) : 0;
    }

    private static TimeSpan Time(JsonElement from, string name)
    {
        var parts = Text(from, name).Split(':');
        return parts.Length == 3 && !parts[0].StartsWith('-')
            ? TimeSpan.FromSeconds(3600 * Parsed(parts[0]) + 60 * Parsed(parts[1]) + Parsed(parts[2]))
            : TimeSpan.Zero;
    }

    private static double Parsed(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
