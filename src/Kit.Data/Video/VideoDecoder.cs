using System.Diagnostics;
using System.Globalization;
using FFMpegCore;
using FFMpegCore.Pipes;
using Kit.Video;

namespace Kit.Data.Video;

/// <summary>Frames by their numbers. A video file is gone through in one pass over the whole of it: for clips of
/// seconds that is faster than a start of ffmpeg for every frame, and it finds damage anywhere.</summary>
/// <remarks>ffmpeg reports the time of every frame that it gives; the times must be those of the timeline.</remarks>
internal static class VideoDecoder
{
    private const string Repair = "Fetch the file again, or repair it with: ffmpeg -i FILE -c:v libx264 NEW.mp4";

    public static Frames Read(VideoFile video, Sequence<int> frames, FrameSize size, CancellationToken cancellation)
    {
        Check(video, frames, size);
        var distinct = frames.Distinct().Order().ToList();
        var stride = size.Height * size.Width * 3;
        var decoded = video.Source switch
        {
            FrameSource.Recording recording => Decode(video, recording, distinct, size, cancellation),
            FrameSource.Pictures pictures => PictureDecoder.Read(
                video, [.. distinct.Select(frame => pictures.Paths[frame])], size, cancellation),
            _ => throw new UnreachableException(),
        };
        var rgb = new byte[frames.Count * stride];
        for (var i = 0; i < frames.Count; i++)
            decoded.AsSpan(distinct.BinarySearch(frames[i]) * stride, stride).CopyTo(rgb.AsSpan(i * stride));
        return new Frames(size.Height, size.Width, rgb, [.. frames.Select(frame => video.Timeline[frame])]);
    }

    private static byte[] Decode(
        VideoFile video, FrameSource.Recording recording, List<int> frames, FrameSize size,
        CancellationToken cancellation)
    {
        var log = new DecodingLog();
        var pixels = new RawRgb(frames.Count * size.Height * size.Width * 3);
        var done = FFMpegArguments
            .FromFileInput(video.Path, true, options =>
                options.WithCustomArgument("-hide_banner -nostats -loglevel level+info"))
            .OutputToPipe(new StreamPipeSink(pixels.Read), options => options
                .WithCustomArgument(Selection(recording, frames, size))
                .ForceFormat("rawvideo").ForcePixelFormat(RawRgb.Format))
            .CancellableThrough(cancellation)
            .NotifyOnError(log.Add)
            .ProcessSynchronously(false, DecodingLog.Options());
        cancellation.ThrowIfCancellationRequested();
        if (log.Error is { } complaint) throw Refused(video, $"no damage, got the error '{complaint}'.");
        if (!done || !pixels.Complete)
            throw Refused(video, $"{frames.Count} frames = {pixels.Bytes.Length} bytes, got {pixels.Count} bytes.");
        CheckTimes(video, frames, log.Times);
        return pixels.Bytes;
    }

    private static string Selection(FrameSource.Recording recording, List<int> frames, FrameSize size) => string.Create(
        CultureInfo.InvariantCulture,
        $"-map 0:{recording.Stream} -vf \"select='{string.Join('+', frames.Select(frame => $"eq(n,{frame})"))}',"
        + $"scale={size.Width}:{size.Height}:flags=bicubic,showinfo\" -fps_mode passthrough");

    private static void Check(VideoFile video, Sequence<int> frames, FrameSize size)
    {
        if (frames.Count == 0)
            throw new ArgumentException($"{video.Path}: frames: expected at least 1, got none. Plan some.");
        foreach (var frame in frames.Where(frame => frame < 0 || frame >= video.FrameCount))
            throw new ArgumentOutOfRangeException(nameof(frames),
                $"{video.Path}: frame: expected 0 to {video.FrameCount - 1}, got {frame}. Plan within the clip.");
        var bytes = (long)frames.Count * size.Height * size.Width * 3;
        if (size.Height < 1 || size.Width < 1 || bytes > video.Limits.MaxBytes)
            throw new UnreadableVideoException(video.Path,
                $"frames: expected 1 to {video.Limits.MaxBytes} bytes, got {frames.Count} of {size} = {bytes} bytes.",
                $"Ask for fewer or smaller frames, or raise {nameof(VideoLimits)}.{nameof(VideoLimits.MaxBytes)}.");
    }

    private static void CheckTimes(VideoFile video, List<int> frames, IReadOnlyList<double> times)
    {
        var tolerance = 0.5 / video.FrameRate;
        for (var i = 0; i < frames.Count; i++)
        {
            var planned = video.Timeline[frames[i]] - video.Timeline[frames[0]];
            if (i >= times.Count || Math.Abs(times[i] - times[0] - planned) > tolerance)
                throw Refused(video, FormattableString.Invariant(
                    $"frame {frames[i]} at {video.Timeline[frames[i]]:0.###} s, got it at another time."));
        }
    }

    private static UnreadableVideoException Refused(VideoFile video, string instead) =>
        new(video.Path, $"video: expected {instead}", Repair);
}
