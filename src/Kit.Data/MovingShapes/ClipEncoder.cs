using System.Globalization;
using FFMpegCore;
using FFMpegCore.Enums;
using FFMpegCore.Pipes;

namespace Kit.Data.MovingShapes;

/// <summary>Clips → H.264 mp4 files, many in one start of ffmpeg, which costs more than encoding a clip.</summary>
/// <remarks>One stream is cut at forced key frames. A constant quantiser, no B-frames and no look-ahead make a clip's
/// pictures independent of its neighbours in the batch.</remarks>
internal static class ClipEncoder
{
    public const string Options = "-preset veryfast -qp 14 -bf 0 -g 9999 -sc_threshold 0";

    /// <summary>The file of clip i of a batch.</summary>
    public static string Name(int i) => i.ToString("00000", CultureInfo.InvariantCulture) + ".mp4";

    /// <summary>Writes clip i of the batch to <see cref="Name"/>(i) in the folder.</summary>
    public static Task Encode(World world, IReadOnlyList<Clip> batch, string folder, CancellationToken cancellation)
    {
        var frames = batch.SelectMany(clip => RawFrame.From(Rasteriser.Draw(clip.Scene, world.Size, world.Fps)));
        return FFMpegArguments
            .FromPipeInput(new RawVideoPipeSource(frames) { FrameRate = world.Fps })
            .OutputToFile("%05d.mp4", true, options => options
                .WithVideoCodec("libx264").ForcePixelFormat("yuv420p").UsingThreads(1)
                .WithCustomArgument(Options).WithCustomArgument(Cuts(world, batch)).ForceFormat("segment"))
            .CancellableThrough(cancellation)
            .WithLogLevel(FFMpegLogLevel.Error)
            .ProcessAsynchronously(true, new FFOptions { WorkingDirectory = folder });
    }

    /// <summary>A file ends where its clip ends; the key frame is asked for a quarter of a frame early, against
    /// rounding.</summary>
    private static string Cuts(World world, IReadOnlyList<Clip> batch)
    {
        var ends = batch.Scan(clip => Rasteriser.Count(clip.Scene, world.Fps));
        var times = ends.Select(end => ((end - 0.25) / world.Fps).ToString("F6", CultureInfo.InvariantCulture));
        return $"-force_key_frames {string.Join(',', times)} -segment_frames {string.Join(',', ends)} "
            + "-reset_timestamps 1 -segment_format mp4";
    }
}
