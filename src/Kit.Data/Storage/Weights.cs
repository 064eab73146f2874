namespace Kit.Data.Storage;

/// <summary>The named tensors of a checkpoint, in one safetensors file or in shards with an index.</summary>
/// <remarks>Every header is validated before anything is read; data is mapped and copied out on demand, so opening
/// allocates no more than the tables of contents.</remarks>
public sealed class Weights : IDisposable
{
    private const int Slice = 1 << 20;

    private readonly IReadOnlyList<SafetensorsFile> files;
    private readonly Dictionary<string, SafetensorsFile> byName;

    private Weights(string path, IReadOnlyList<SafetensorsFile> files)
    {
        Path = path;
        this.files = files;
        byName = files.SelectMany(f => f.Entries, (f, e) => (e.Name, File: f)).ToDictionary(x => x.Name, x => x.File);
    }

    /// <summary>The file or folder that was opened.</summary>
    public string Path { get; }

    /// <summary>File by file, each in the order of its data.</summary>
    public IEnumerable<TensorEntry> Entries => files.SelectMany(f => f.Entries);

    /// <summary>The entry of that name.</summary>
    public TensorEntry this[string name] => FileOf(name)[name];

    /// <summary>Opens a safetensors file, or a folder with <c>model.safetensors</c> or
    /// <c>model.safetensors.index.json</c>.</summary>
    /// <exception cref="InvalidDataException">A header, the index or a shard has a fault.</exception>
    /// <exception cref="FileNotFoundException">There are no such weights.</exception>
    public static Weights Open(string path)
    {
        if (!Directory.Exists(path)) return new(path, [SafetensorsFile.Open(path)]);
        var single = System.IO.Path.Combine(path, "model.safetensors");
        if (File.Exists(single)) return new(path, [SafetensorsFile.Open(single)]);
        var index = System.IO.Path.Combine(path, WeightIndex.Name);
        if (File.Exists(index)) return new(path, WeightIndex.Read(index).Open(path));
        throw new FileNotFoundException(
            $"{path}: expected model.safetensors or {WeightIndex.Name}, got neither. "
            + "Name a checkpoint's folder; save older checkpoints as safetensors first.", single);
    }

    /// <summary>Fills <paramref name="destination"/> with a tensor's bytes from <paramref name="offset"/> on.</summary>
    public void CopyTo(string name, long offset, Span<byte> destination) =>
        FileOf(name).CopyTo(name, offset, destination);

    /// <summary>True when two tensors have the same type, shape and bytes.</summary>
    public bool AreEqual(string one, string other)
    {
        var (a, b) = (this[one], this[other]);
        if (a.Type != b.Type || !a.Shape.Equals(b.Shape)) return false;
        var (left, right) = (new byte[Math.Min(Slice, a.Length)], new byte[Math.Min(Slice, a.Length)]);
        for (long at = 0; at < a.Length; at += Slice)
        {
            var size = (int)Math.Min(Slice, a.Length - at);
            CopyTo(one, at, left.AsSpan(0, size));
            CopyTo(other, at, right.AsSpan(0, size));
            if (!left.AsSpan(0, size).SequenceEqual(right.AsSpan(0, size))) return false;
        }

        return true;
    }

    /// <summary>The file that holds a tensor.</summary>
    public SafetensorsFile FileOf(string name) =>
        byName.TryGetValue(name, out var file) ? file : files[0].Missing(name);

    public void Dispose()
    {
        foreach (var file in files) file.Dispose();
    }
}
