using System.Globalization;
using System.Runtime.InteropServices;
using Kit.Video;

namespace Kit.Data.Storage;

/// <summary>Decoded frames of many clips in one file, mapped into memory: a safetensors file, so any tool can read it.
/// </summary>
/// <remarks><c>frames/ID</c> is U8 [F, H, W, 3], <c>seconds/ID</c> is F64 [F]; the fingerprint stands in the metadata.
/// A file that was cut short, or made for another fingerprint, is refused when it is opened.</remarks>
public sealed class FrameStore : IDisposable
{
    private const string FramesOf = "frames/", SecondsOf = "seconds/", Part = "component/";
    private readonly SafetensorsFile file;

    private FrameStore(SafetensorsFile file)
    {
        this.file = file;
        Fingerprint = Fingerprint.From(file.Metadata.Where(c => c.Name.StartsWith(Part, StringComparison.Ordinal))
            .Select(c => c with { Name = c.Name[Part.Length..] }));
        Ids = Sequence.From(FrameEntries(file).Select(entry => entry.Name[FramesOf.Length..]));
    }

    /// <summary>What the frames depend on: clips, frame plan, size, decoder.</summary>
    public Fingerprint Fingerprint { get; }

    /// <summary>Ids of the clips, in ordinal order.</summary>
    public Sequence<string> Ids { get; }

    /// <summary>The frames of one clip, copied out of the map.</summary>
    public Frames this[string id] => Contains(id) ? Read(id) : throw new KeyNotFoundException(string.Create(
        CultureInfo.InvariantCulture, $"{file.FilePath}: expected the clip \"{id}\", got {Ids.Count} others. ")
        + "Decode it and write the store again.");

    public static FrameStore Open(string path)
    {
        var file = SafetensorsFile.Open(path);
        try
        {
            return new(Checked(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a store and refuses one that depends on anything else.</summary>
    public static FrameStore Open(string path, Fingerprint expected)
    {
        var store = Open(path);
        var changes = expected.Since(store.Fingerprint);
        if (changes.Count == 0) return store;
        store.Dispose();
        throw new InvalidDataException($"{path}: expected frames for {expected}, got others; "
            + $"what changed: {string.Join(", ", changes)}. Delete the file; it will be made again.");
    }

    /// <summary>Writes all clips; each is asked for once and let go, so memory holds one at a time.</summary>
    public static void Write(string path, Fingerprint fingerprint, IEnumerable<StoredClip> clips)
    {
        using var spool = new FrameSpool(path);
        foreach (var clip in clips) spool.Add(clip);
        Safetensors.Write(path, spool.Clips.SelectMany(clip => Tensors(clip, spool)),
            fingerprint.Components.Select(c => c with { Name = Part + c.Name }));
    }

    public bool Contains(string id) => file.Contains(FramesOf + id);

    public void Dispose() => file.Dispose();

    private static IEnumerable<TensorSource> Tensors(SpooledClip clip, FrameSpool spool) =>
    [
        new(FramesOf + clip.Id, TensorType.U8, [clip.Seconds.Count, clip.Height, clip.Width, 3],
            stream => spool.CopyTo(clip, stream)),
        TensorSource.From(SecondsOf + clip.Id, TensorType.F64, [clip.Seconds.Count],
            MemoryMarshal.AsBytes(clip.Seconds.AsSpan()).ToArray()),
    ];

    private Frames Read(string id)
    {
        var shape = file[FramesOf + id].Shape;
        var seconds = MemoryMarshal.Cast<byte, double>(file.Read(SecondsOf + id));
        return new((int)shape[1], (int)shape[2], file.Read(FramesOf + id), Sequence.From<double>(seconds));
    }

    private static IEnumerable<TensorEntry> FrameEntries(SafetensorsFile file) =>
        file.Entries.Where(entry => entry.Name.StartsWith(FramesOf, StringComparison.Ordinal));

    private static SafetensorsFile Checked(SafetensorsFile file)
    {
        foreach (var entry in FrameEntries(file))
        {
            var seconds = SecondsOf + entry.Name[FramesOf.Length..];
            if (entry is not { Type: TensorType.U8, Shape: [> 0, > 0, > 0, 3], Length: <= int.MaxValue }
                || !file.Contains(seconds) || file[seconds] is not { Type: TensorType.F64, Shape: [var count] }
                || count != entry.Shape[0])
                throw new InvalidDataException($"{file.FilePath}: expected {entry.Name} as U8 [F, H, W, 3] up to 2 GiB "
                    + $"and {seconds} as F64 [F], got {entry}. Delete the file; it will be made again.");
        }

        return file;
    }
}
