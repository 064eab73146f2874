using FFMpegCore;
using FFMpegCore.Pipes;

namespace Kit.Data.Video;

/// <summary>Picture files to pixels, all of one kind in one start of ffmpeg.</summary>
internal static class PictureDecoder
{
    /// <param name="video">Whose pictures they are.</param>
    /// <param name="paths">Those to decode.</param>
    /// <param name="size">Scaled to.</param>
    /// <returns>[F, H, W, 3].</returns>
    public static byte[] Read(
        VideoFile video, IReadOnlyList<string> paths, FrameSize size, CancellationToken cancellation)
    {
        var stride = size.Height * size.Width * 3;
        var rgb = new byte[paths.Count * stride];
        foreach (var kind in paths.Index().ToLookup(one => PictureProbe.Read(one.Item, video.Size).Demuxer))
        {
            var pixels = Pixels(new PicturePipe(kind.Key, [.. kind.Select(one => one.Item)]), size, cancellation);
            foreach (var (i, (frame, _)) in kind.Index())
                pixels.AsSpan(i * stride, stride).CopyTo(rgb.AsSpan(frame * stride));
        }

        return rgb;
    }

    /// <summary>Where pictures fail together, each is tried alone: that names the damaged one, and bytes behind the end
    /// of one do no harm to the next.</summary>
    private static byte[] Pixels(PicturePipe pictures, FrameSize size, CancellationToken cancellation)
    {
        var (pixels, _) = Decode(pictures, size, static options => options, cancellation);
        return pixels ?? [.. pictures.Paths.SelectMany(path => Alone(pictures, path, size, cancellation))];
    }

    private static byte[] Alone(PicturePipe pictures, string path, FrameSize size, CancellationToken cancellation)
    {
        var (pixels, fault) = Decode(
            pictures with { Paths = [path] }, size, static options => options.WithFrameOutputCount(1), cancellation);
        return pixels ?? throw new UnreadableVideoException(
            path, $"picture: expected no damage, got {fault}.", "Extract or copy the frame again.");
    }

    private static (byte[]? Pixels, string Fault) Decode(
        PicturePipe pictures, FrameSize size, Func<FFMpegArgumentOptions, FFMpegArgumentOptions> limited,
        CancellationToken cancellation)
    {
        var log = new DecodingLog();
        var pixels = new RawRgb(pictures.Paths.Count * size.Height * size.Width * 3);
        var done = FFMpegArguments
            .FromPipeInput(pictures, options => options
                .WithCustomArgument("-hide_banner -nostats -loglevel level+warning -noautorotate"))
            .OutputToPipe(new StreamPipeSink(pixels.Read), options => limited(options)
                .WithCustomArgument(FormattableString.Invariant(
                    $"-vf scale={size.Width}:{size.Height}:flags=bicubic -fps_mode passthrough"))
                .ForceFormat("rawvideo").ForcePixelFormat(RawRgb.Format))
            .CancellableThrough(cancellation)
            .NotifyOnError(log.Add)
            .ProcessSynchronously(false, DecodingLog.Options());
        cancellation.ThrowIfCancellationRequested();
        return done && pixels.Complete && log.Error is null
            ? (pixels.Bytes, "")
            : (null, log.Error is { } error ? $"the error '{error}'" : $"{pixels.Count} bytes of pixels");
    }
}
