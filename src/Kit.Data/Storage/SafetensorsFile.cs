using System.Buffers.Binary;
using System.Globalization;
using System.IO.MemoryMappedFiles;

namespace Kit.Data.Storage;

/// <summary>An open safetensors file: its table of contents in memory, its data mapped and copied out on demand.
/// </summary>
/// <remarks>The whole table is validated before the first read; reads copy, so nothing that was read dangles when the
/// file is closed. Several threads may read at once.</remarks>
public sealed class SafetensorsFile : IDisposable
{
    private readonly Dictionary<string, TensorEntry> byName;
    private readonly MemoryMappedFile map;

    private SafetensorsFile(string path, SafetensorsHeader header)
    {
        FilePath = path;
        Entries = header.Entries;
        Metadata = header.Metadata;
        byName = Entries.ToDictionary(entry => entry.Name);
        map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
    }

    public string FilePath { get; }

    /// <summary>In the order of their data.</summary>
    public Sequence<TensorEntry> Entries { get; }

    /// <summary>The strings of <c>__metadata__</c>, such as format = pt.</summary>
    public Sequence<Component> Metadata { get; }

    /// <summary>The entry of that name; an unknown name is refused with the nearest ones.</summary>
    public TensorEntry this[string name] => byName.TryGetValue(name, out var entry) ? entry : throw Unknown(name);

    public static SafetensorsFile Open(string path)
    {
        using var stream = File.OpenRead(path);
        var head = new byte[sizeof(ulong)];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
            throw SafetensorsHeader.Refused(path, "it is shorter than 8 bytes");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(head);
        if (length > SafetensorsHeader.Limit || (long)length > stream.Length - head.Length)
            throw SafetensorsHeader.Refused(path, string.Create(CultureInfo.InvariantCulture,
                $"its header claims {length} bytes in a file of {stream.Length}"));
        var json = new byte[length];
        stream.ReadExactly(json);
        return new(path, SafetensorsHeader.Parse(path, json, stream.Length));
    }

    public bool Contains(string name) => byName.ContainsKey(name);

    /// <summary>All bytes of a tensor, little-endian, row-major. Above 2 GiB use <see cref="CopyTo"/>.</summary>
    public byte[] Read(string name)
    {
        var entry = this[name];
        if (entry.Length > Array.MaxLength)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"{FilePath}, {entry}: expected at most {Array.MaxLength} bytes for one array, got {entry.Length}. ")
                + $"Copy it in slices with {nameof(CopyTo)}.");
        var bytes = new byte[entry.Length];
        CopyTo(name, 0, bytes);
        return bytes;
    }

    /// <summary>All values of a tensor as float32, whatever number type the file has.</summary>
    public float[] ReadFloats(string name) => this[name].Type.ToFloats(Read(name));

    /// <summary>Fills <paramref name="destination"/> with a tensor's bytes from <paramref name="offset"/> on.</summary>
    public void CopyTo(string name, long offset, Span<byte> destination)
    {
        var entry = this[name];
        if (offset < 0 || offset > entry.Length - destination.Length)
            throw new ArgumentOutOfRangeException(nameof(offset), string.Create(CultureInfo.InvariantCulture,
                $"{entry}: expected a slice of its {entry.Length} bytes, got {destination.Length} bytes at {offset}. "
                + $"Shorten the slice."));
        if (destination.IsEmpty) return;
        // A view of its own, gone at once: pages of a large file do not stay in the process.
        using var view = map.CreateViewAccessor(entry.Offset + offset, destination.Length, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.ReadSpan((ulong)view.PointerOffset, destination);
    }

    public void Dispose() => map.Dispose();

    /// <summary>Refuses a name that is not in the file.</summary>
    internal SafetensorsFile Missing(string name) => throw Unknown(name);

    private InvalidDataException Unknown(string name)
    {
        var tail = name[(name.LastIndexOf('.') + 1)..];
        var near = byName.Keys.Where(key => key.Contains(tail, StringComparison.OrdinalIgnoreCase)).Take(3).ToList();
        var example = near.Count == 0 ? "" : $" such as {string.Join(", ", near)}";
        return new($"{FilePath}: expected a tensor named \"{name}\", got {Entries.Count} others{example}. "
            + "Check the model's names against the file's.");
    }
}
