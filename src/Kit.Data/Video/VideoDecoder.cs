using System.Globalization;
using FFMpegCore;
using FFMpegCore.Exceptions;
using FFMpegCore.Pipes;
using Kit.Video;

namespace Kit.Data.Video;

/// <summary>Frames by their numbers, in one pass over the whole file: for clips of seconds that is faster than a start
/// of ffmpeg for every frame, and it finds damage anywhere.</summary>
/// <remarks>ffmpeg reports the time of every frame that it gives; the times must be those of the timeline.</remarks>
internal static class VideoDecoder
{
    private const string Repair = "Fetch the file again, or repair it with: ffmpeg -i FILE -c:v libx264 NEW.mp4";

    public static Frames Read(VideoFile video, Sequence<int> frames, FrameSize size, CancellationToken cancellation)
    {
        Check(video, frames, size);
        var distinct = frames.Distinct().Order().ToList();
        var stride = size.Height * size.Width * 3;
        var log = new DecodingLog();
        var decoded = Decode(video, distinct, size, distinct.Count * stride, log, cancellation);
        CheckTimes(video, distinct, log);
        var rgb = new byte[frames.Count * stride];
        for (var i = 0; i < frames.Count; i++)
            decoded.AsSpan(distinct.BinarySearch(frames[i]) * stride, stride).CopyTo(rgb.AsSpan(i * stride));
        return new Frames(size.Height, size.Width, rgb, [.. frames.Select(frame => video.Timeline[frame])]);
    }

    private static byte[] Decode(
        VideoFile video, List<int> frames, FrameSize size, int expected, DecodingLog log, CancellationToken cancellation)
    {
        RawRead? read = null;
        try
        {
            FFMpegArguments
                .FromFileInput(video.Path, true, options =>
                    options.WithCustomArgument("-hide_banner -nostats -loglevel level+info"))
                .OutputToPipe(
                    new StreamPipeSink(async (stream, token) => read = await RawRgb.Read(stream, expected, token).ConfigureAwait(false)),
                    options => options.WithCustomArgument(Selection(video, frames, size))
                        .ForceFormat("rawvideo").ForcePixelFormat(RawRgb.Format))
                .CancellableThrough(cancellation)
                .NotifyOnError(log.Add)
                .ProcessSynchronously(true, Verbose());
        }
        catch (FFMpegException error) when (error.Type == FFMpegExceptionType.Process)
        {
            throw new UnreadableVideoException(video.Path, $"video: expected {frames.Count} frames, got the error '{log.Error}'.", Repair, error);
        }

        if (log.Error is { } complaint)
            throw new UnreadableVideoException(video.Path, $"video: expected no damage, got the error '{complaint}'.", Repair);
        return read?.Count == expected ? read.Bytes : throw new UnreadableVideoException(
            video.Path, $"video: expected {frames.Count} frames = {expected} bytes, got {read?.Count} bytes.", Repair);
    }

    private static string Selection(VideoFile video, List<int> frames, FrameSize size) => string.Create(
        CultureInfo.InvariantCulture,
        $"-map 0:{video.StreamIndex} -vf \"select='{string.Join('+', frames.Select(frame => $"eq(n,{frame})"))}',"
        + $"scale={size.Width}:{size.Height}:flags=bicubic,showinfo\" -fps_mode passthrough");

    /// <summary>The user's options without their log level, which would hide the times.</summary>
    private static FFOptions Verbose()
    {
        var options = GlobalFFOptions.Current.Clone();
        options.LogLevel = null;
        return options;
    }

    private static void Check(VideoFile video, Sequence<int> frames, FrameSize size)
    {
        if (frames.Count == 0) throw new ArgumentException($"{video.Path}: frames: expected at least 1, got 0. Plan some.", nameof(frames));
        foreach (var frame in frames)
            if (frame < 0 || frame >= video.FrameCount)
                throw new ArgumentOutOfRangeException(nameof(frames),
                    $"{video.Path}: frame: expected 0 to {video.FrameCount - 1}, got {frame}. Plan within the clip.");
        var bytes = (long)frames.Count * size.Height * size.Width * 3;
        if (size.Height < 1 || size.Width < 1 || bytes > video.Limits.MaxBytes)
            throw new UnreadableVideoException(video.Path,
                $"frames: expected 1 to {video.Limits.MaxBytes} bytes, got {frames.Count} frames of {size} = {bytes} bytes.",
                $"Ask for fewer or smaller frames, or raise {nameof(VideoLimits)}.{nameof(VideoLimits.MaxBytes)}.");
    }

    private static void CheckTimes(VideoFile video, List<int> frames, DecodingLog log)
    {
        var times = log.Times;
        var tolerance = 0.5 / video.FrameRate;
        var wrong = frames.Where((frame, i) => i >= times.Count
            || Math.Abs(times[i] - times[0] - (video.Timeline[frame] - video.Timeline[frames[0]])) > tolerance);
        foreach (var frame in wrong)
            throw new UnreadableVideoException(video.Path, FormattableString.Invariant(
                $"frame {frame}: expected at {video.Timeline[frame]:0.###} s, got it at another time."), Repair);
    }
}
