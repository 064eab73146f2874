using System.Collections.Concurrent;
using System.Text;
using FFMpegCore;
using FFMpegCore.Enums;
using FFMpegCore.Exceptions;
using FFMpegCore.Pipes;
using Kit.Data.Video;
using Kit.Video;

namespace Kit.Data.MovingShapes;

/// <summary>Clip files → frames, many in one start of ffmpeg. Nothing is probed: the world knows what each file holds,
/// and the number of bytes must agree.</summary>
internal static class ClipDecoder
{
    /// <summary>All frames of each clip. When the batch fails, each clip is tried alone, to name the one at fault.</summary>
    public static IReadOnlyList<Frames> Decode(ClipStore store, IReadOnlyList<Clip> batch) =>
        TryDecode(store, batch, out var error)
        ?? (batch.Count > 1
            ? [.. batch.Select(clip => Decode(store, [clip])[0])]
            : throw new UnreadableVideoException(store.FileOf(batch[0]),
                $"clip: expected {Times(store, batch[0]).Count} frames of {store.World.Size}x{store.World.Size} pixels, {error}",
                "Delete the file and write the clip again."));

    private static List<Frames>? TryDecode(ClipStore store, IReadOnlyList<Clip> batch, out string error)
    {
        var side = store.World.Size;
        var expected = batch.Sum(clip => Times(store, clip).Count) * side * side * 3;
        var read = Run(store, batch, expected, out error);
        if (read is null) return null;
        var at = 0;
        var all = new List<Frames>();
        foreach (var times in batch.Select(clip => Times(store, clip)))
        {
            all.Add(new Frames(side, side, read.AsMemory(at, times.Count * side * side * 3), times));
            at += times.Count * side * side * 3;
        }

        return all;
    }

    private static byte[]? Run(ClipStore store, IReadOnlyList<Clip> batch, int expected, out string error)
    {
        var complaints = new ConcurrentQueue<string>();
        RawRead? read = null;
        try
        {
            FFMpegArguments
                .FromPipeInput(new StreamPipeSource(Playlist(store, batch)), options => options
                    .ForceFormat("concat").WithCustomArgument("-safe 0 -protocol_whitelist file,pipe,unix"))
                .OutputToPipe(
                    new StreamPipeSink(async (stream, token) => read = await RawRgb.Read(stream, expected, token).ConfigureAwait(false)),
                    options => options.WithCustomArgument("-fps_mode passthrough").UsingThreads(1)
                        .ForceFormat("rawvideo").ForcePixelFormat(RawRgb.Format))
                .WithLogLevel(FFMpegLogLevel.Error)
                .NotifyOnError(complaints.Enqueue)
                .ProcessSynchronously();
        }
        catch (FFMpegException failure) when (failure.Type == FFMpegExceptionType.Process)
        {
            complaints.Enqueue(failure.Message);
        }

        error = complaints.IsEmpty ? $"got {read?.Count} bytes." : $"got the error '{complaints.First()}'.";
        return complaints.IsEmpty && read?.Count == expected ? read.Bytes : null;
    }

    /// <summary>ffmpeg's list of files; a quote in a name is closed, escaped and opened again.</summary>
    private static MemoryStream Playlist(ClipStore store, IEnumerable<Clip> batch) => new(Encoding.UTF8.GetBytes(
        string.Concat(batch.Select(clip => $"file 'file:{store.FileOf(clip).Replace("'", @"'\''", StringComparison.Ordinal)}'\n"))));

    private static Sequence<double> Times(ClipStore store, Clip clip) => Rasteriser.Times(clip.Scene, store.World.Fps);
}
