using System.Collections.Concurrent;
using System.Text;
using FFMpegCore;
using FFMpegCore.Enums;
using FFMpegCore.Pipes;
using Kit.Data.Video;
using Kit.Video;

namespace Kit.Data.MovingShapes;

/// <summary>Clip files → frames, many in one start of ffmpeg. Nothing is probed: the world knows what each file holds,
/// and the number of bytes must agree.</summary>
internal static class ClipDecoder
{
    /// <summary>All frames of each clip. When a batch fails, each is tried alone, to name the one at fault.</summary>
    public static IReadOnlyList<Frames> Decode(ClipStore store, IReadOnlyList<Clip> batch)
    {
        var complaints = new ConcurrentQueue<string>();
        var pixels = new RawRgb(batch.Sum(clip => Bytes(store, clip)));
        var done = FFMpegArguments
            .FromPipeInput(new StreamPipeSource(Playlist(store, batch)), options => options
                .ForceFormat("concat").WithCustomArgument("-safe 0 -protocol_whitelist file,pipe,unix"))
            .OutputToPipe(new StreamPipeSink(pixels.Read), options => options
                .WithCustomArgument("-fps_mode passthrough").UsingThreads(1)
                .ForceFormat("rawvideo").ForcePixelFormat(RawRgb.Format))
            .WithLogLevel(FFMpegLogLevel.Error)
            .NotifyOnError(complaints.Enqueue)
            .ProcessSynchronously(throwOnError: false);
        if (done && pixels.Complete && complaints.IsEmpty) return Split(store, batch, pixels.Bytes);
        return batch.Count > 1
            ? [.. batch.Select(clip => Decode(store, [clip])[0])]
            : throw Refused(store, batch[0], complaints.FirstOrDefault() ?? $"{pixels.Count} bytes");
    }

    private static List<Frames> Split(ClipStore store, IReadOnlyList<Clip> batch, byte[] rgb)
    {
        var ends = batch.Scan(clip => Bytes(store, clip));
        return [.. batch.Zip(ends, (clip, end) => new Frames(
            store.World.Size, store.World.Size, rgb.AsMemory(end - Bytes(store, clip), Bytes(store, clip)),
            Rasteriser.Times(clip.Scene, store.World.Fps)))];
    }

    private static UnreadableVideoException Refused(ClipStore store, Clip clip, string instead) => new(
        store.FileOf(clip), $"clip: expected {Bytes(store, clip)} bytes of frames, got {instead}.",
        "Delete the file and write the clip again.");

    /// <summary>ffmpeg's list of files; a quote in a name is closed, escaped and opened again.</summary>
    private static MemoryStream Playlist(ClipStore store, IEnumerable<Clip> batch)
    {
        var lines = batch.Select(clip => $"file 'file:{Escaped(store.FileOf(clip))}'\n");
        return new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines)));
    }

    private static string Escaped(string name) => name.Replace("'", @"'\''", StringComparison.Ordinal);

    private static int Bytes(ClipStore store, Clip clip) =>
        Rasteriser.Count(clip.Scene, store.World.Fps) * store.World.Size * store.World.Size * 3;
}
