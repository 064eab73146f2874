using System.Text;
using Kit.Data.Datasets;
using Kit.Data.Storage;
using Kit.Data.Video;
using Kit.Evaluate;
using Kit.Models.Caches;
using Kit.Models.Families;
using Kit.Video;
using static TorchSharp.torch;

namespace Kit.Pipelines.Alignment;

/// <summary>A clip that the model's frozen tower has looked through: its shape here, its visual tokens on
/// disk.</summary>
/// <param name="Clip">Its files, at full paths.</param>
/// <param name="Key">Names the video's content in the cache.</param>
/// <param name="Outline">Sizes and seconds alone, from which prompts are laid out; its tensor has no memory.</param>
internal sealed record SeenClip(Media Clip, string Key, ClipPixels Outline)
{
    private const string Sizes = "outline";

    private const int End = 1 << 18;

    /// <summary>The clip as it lies in the cache, decoded and looked at where it does not.</summary>
    /// <exception cref="UnreadableVideoException">It is not there yet, and its files are gone, closed to us or do not
    /// decode, or the model's processor refuses their frames.</exception>
    public static SeenClip From(Media place, Assistant assistant, VisualCache cache)
    {
        var key = Read(place, () => KeyOf(place));
        if (cache.Contains(key) && Read(cache, key) is { } outline) return new(place, key, outline);
        using var scope = NewDisposeScope();
        var clip = Read(place, () => assistant.See(place.Open()));
        cache.Take(key, () => assistant.Model.Features(clip));
        cache.Files.Store($"{key}, {Sizes}", [StoredTensor.Source(Sizes, tensor(Numbers(clip)))]);
        return new(place, key, Shaped(Numbers(clip)));
    }

    /// <summary>Visual tokens, [M, D], from the cache.</summary>
    public Tensor Features(Assistant assistant, VisualCache cache) => cache.Take(
        Key, () => assistant.Model.Features(assistant.See(Clip.Open())));

    /// <summary>What the clip's own files refuse is the clip's fault; what the cache's disk refuses stops the run.
    /// </summary>
    private static T Read<T>(Media place, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnreadableVideoException(
                place.Files is [var first, ..] ? first : "clip",
                $"clip: expected one that can be read, got: {e.Message}",
                "Check it and its permissions, or leave its records out.", e);
        }
    }

    /// <summary>A clip of many files is known by theirs, in order: as a folder and as a list it is the same.</summary>
    private static string KeyOf(Media clip) => clip switch
    {
        Media.Video { Path: var path } when Directory.Exists(path) => KeyOf(FrameFolder.Pictures(path)),
        Media.Video { Path: var path } => KeyOf(path),
        _ => KeyOf(clip.Files),
    };

    private static string KeyOf(Sequence<string> pictures) => FormattableString.Invariant($"{pictures.Count} pictures ")
        + Fingerprint.Digest(Encoding.UTF8.GetBytes(string.Join('\n', pictures.Select(KeyOf))));

    /// <summary>By its length and its two ends, where containers keep their tables of frames: a video that is moved or
    /// copied stays the same clip, and hundreds of gigabytes need not be read to know it.</summary>
    private static string KeyOf(string path)
    {
        if (new FileInfo(path).Length == 0) return "nothing"; // as a named pipe tells, which would be waited for
        using var file = File.OpenRead(path);
        var ends = new byte[2 * End];
        var first = file.ReadAtLeast(ends.AsSpan(0, End), End, throwOnEndOfStream: false);
        file.Seek(-Math.Min(End, file.Length), SeekOrigin.End);
        var last = file.ReadAtLeast(ends.AsSpan(End), End, throwOnEndOfStream: false);
        return FormattableString.Invariant($"{file.Length} bytes, {first} and {last} of them ")
            + Fingerprint.Digest(ends);
    }

    private static ClipPixels? Read(VisualCache cache, string key)
    {
        using var scope = NewDisposeScope();
        using var file = cache.Files.TryOpen($"{key}, {Sizes}");
        return file is null ? null : Shaped(StoredTensor.Read(file, Sizes).data<double>().ToArray());
    }

    /// <summary>[F, 3, H, W], or [patches, width, T, H, W, seconds].</summary>
    private static double[] Numbers(ClipPixels clip) => clip switch
    {
        ClipPixels.Frames frames => [.. frames.Pixels.shape.Select(size => (double)size)],
        ClipPixels.Patches { Grid: var grid } patches =>
        [
            .. patches.Pixels.shape.Select(size => (double)size), grid.Time, grid.Height, grid.Width,
            patches.SecondsPerGroup,
        ],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static ClipPixels Shaped(double[] numbers) => numbers switch
    {
        [_, _, _, _] => new ClipPixels.Frames(Nowhere(numbers)),
        [var patches, var width, var time, var height, var columns, var seconds] => new ClipPixels.Patches(
            Nowhere([patches, width]), new PatchGrid((int)time, (int)height, (int)columns), seconds),
        _ => throw new InvalidDataException(
            $"clip's outline: expected 4 or 6 numbers, got {numbers.Length}. Delete the cache; it will be made again."),
    };

    private static Tensor Nowhere(double[] shape) =>
        empty([.. shape.Select(size => (long)size)], device: META).DetachFromDisposeScope();
}
