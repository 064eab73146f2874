using System.Globalization;
using System.Text.RegularExpressions;
using FFMpegCore;
using FFMpegCore.Exceptions;

namespace Kit.Data.Video;

/// <summary>Looks through a file: its streams, then the times of its packets. Refuses what cannot be read.</summary>
internal static partial class VideoProbe
{
    private const string Damaged = "Fetch or copy the file again.";
    private const string AnotherFile = "Name a file that ffmpeg can play.";

    public static VideoFile Open(string path, VideoLimits limits, CancellationToken cancellation)
    {
        CheckFile(path);
        var analysis = Ask(path, () => FFProbe.AnalyseAsync(path, null, cancellation));
        var stream = Stream(path, analysis);
        var timeline = Timeline.Of(Ask(path, () => FFProbe.GetPacketsAsync(
            path, null, cancellation, string.Create(CultureInfo.InvariantCulture, $"-select_streams {stream.Index}"))));
        if (timeline.Count == 0)
            throw new UnreadableVideoException(path, "frames: expected at least 1, got 0.", Damaged);
        var video = new VideoFile(path, Upright(stream), Rate(stream, timeline), timeline,
            new FrameSource.Recording(stream.Index), limits);
        Check(video, stream);
        return video;
    }

    private static void CheckFile(string path)
    {
        if (!File.Exists(path))
            throw new UnreadableVideoException(
                path, "file: expected a video, got no file of this name.", "Check the path.");
        if (new FileInfo(path).Length == 0)
            throw new UnreadableVideoException(path, "file: expected a video, got 0 bytes.", Damaged);
    }

    private static TAnswer Ask<TAnswer>(string path, Func<Task<TAnswer>> question)
    {
        try
        {
            return question().GetAwaiter().GetResult();
        }
        catch (FFMpegException error) when (error.Type == FFMpegExceptionType.Process)
        {
            throw new UnreadableVideoException(path, $"file: expected a video, got the error '{Complaint(error)}'.",
                $"The file is cut off, damaged or of another kind. {AnotherFile}", error);
        }
    }

    /// <summary>ffprobe's first line without the part that names an address in memory.</summary>
    private static string Complaint(FFMpegException error) => Address().Replace(
        error.FFMpegErrorOutput.Split('\n').FirstOrDefault(line => line.Length > 0) ?? error.Message, string.Empty);

    [GeneratedRegex(@"^\[\S+ @ 0x[0-9a-f]+\] ")]
    private static partial Regex Address();

    /// <summary>The first stream of pictures. Neither a cover image of a sound file nor a text file, which ffmpeg would
    /// show as a terminal, is one.</summary>
    private static VideoStream Stream(string path, IMediaAnalysis analysis) =>
        analysis.VideoStreams.Where(stream => stream.Disposition?.GetValueOrDefault("attached_pic") != true)
            .Where(_ => analysis.Format.FormatName != "tty").MinBy(stream => stream.Index)
        ?? throw new UnreadableVideoException(
            path, $"streams: expected pictures, got {Instead(analysis)}.", AnotherFile);

    private static string Instead(IMediaAnalysis analysis) => analysis switch
    {
        { PrimaryAudioStream: { } sound } => $"sound only ({sound.CodecName})",
        { Format.FormatName: "tty" } => "text",
        _ => $"none ({analysis.Format.FormatName})",
    };

    private static FrameSize Upright(VideoStream stream) => Math.Abs(stream.Rotation) % 180 == 90
        ? new FrameSize(stream.Width, stream.Height)
        : new FrameSize(stream.Height, stream.Width);

    private static double Rate(VideoStream stream, Sequence<double> timeline) =>
        stream.AvgFrameRate is > 0 and < 1e6 ? stream.AvgFrameRate
        : timeline.Count > 1 && timeline[^1] > 0 ? (timeline.Count - 1) / timeline[^1]
        : 1;

    private static void Check(VideoFile video, VideoStream stream)
    {
        video.Limits.Check(video);
        var declared = stream.Duration.TotalSeconds;
        if (video.Duration < declared - Math.Max(0.5, 0.1 * declared))
            throw new UnreadableVideoException(video.Path, Text(
                $"duration: expected the declared {declared:0.###} s of pictures, got {video.Duration:0.###} s."),
                $"The file is cut off. {Damaged}");
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
