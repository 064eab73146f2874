namespace Kit.Data.Storage;

/// <summary>Tensors on disk under keys, all of them results of one fingerprint: one safetensors file a key.</summary>
/// <remarks>Layout: cache folder / name / hash / manifest.json, and for every key xx / SHA-256(key).safetensors with key
/// and hash in its metadata. A file appears whole or not at all, so a writer that is killed loses the key it was at.
/// Processes may write side by side: what they write is equal, the last rename wins, and a reader keeps the file that
/// it opened.</remarks>
public sealed class TensorCache
{
    private const string Key = "key", Hash = "fingerprint";

    private TensorCache(string folder, Fingerprint fingerprint, CacheState found) =>
        (Folder, Fingerprint, Found) = (folder, fingerprint, found);

    /// <summary>Holds the files of this fingerprint alone.</summary>
    public string Folder { get; }

    /// <summary>All that the tensors depend on, the key aside.</summary>
    public Fingerprint Fingerprint { get; }

    /// <summary>What stood there when it was opened; <see cref="CacheState.Stale"/> says what has changed since.
    /// </summary>
    public CacheState Found { get; }

    /// <summary>Opens the files of a fingerprint; those of other fingerprints stay beside them.</summary>
    /// <param name="cache">Where.</param>
    /// <param name="name">What is cached: a file name, such as visual.</param>
    /// <param name="fingerprint">All that the tensors depend on, the key aside.</param>
    public static TensorCache Open(Cache cache, string name, Fingerprint fingerprint)
    {
        var found = cache.TryOpen(name, fingerprint);
        return new(cache.Open(name, fingerprint, _ => { }), fingerprint, found);
    }

    /// <summary>Whether there is a file for a key; it may still be damaged.</summary>
    public bool Contains(string key) => File.Exists(PathOf(key));

    /// <summary>The tensors of a key, mapped; null when there are none. Dispose what is returned.</summary>
    /// <exception cref="InvalidDataException">The file was cut short or is another's.</exception>
    public SafetensorsFile? TryOpen(string key)
    {
        var path = PathOf(key);
        if (!File.Exists(path)) return null;
        var file = Whole(path);
        if (Says(file, Key) == key && Says(file, Hash) == Fingerprint.Hash) return file;
        file.Dispose();
        throw new InvalidDataException(
            $"{path}: expected tensors of \"{key}\" for {Fingerprint.Brief}, got those of \"{Says(file, Key)}\" for "
            + $"\"{Says(file, Hash)}\". {Remedy}");
    }

    /// <summary>The tensors of a key, made by <paramref name="make"/> if they are not there yet. Dispose what is
    /// returned.</summary>
    public SafetensorsFile Open(string key, Func<IEnumerable<TensorSource>> make)
    {
        if (TryOpen(key) is { } file) return file;
        Store(key, make());
        return TryOpen(key)!;
    }

    /// <summary>Writes the tensors of a key.</summary>
    public void Store(string key, IEnumerable<TensorSource> tensors) => Safetensors.Write(
        PathOf(key), tensors, [new Component(Key, key), new Component(Hash, Fingerprint.Hash)]);

    /// <summary>Keys are any text, so files are named by their digest.</summary>
    private string PathOf(string key)
    {
        var name = Fingerprint.Digest(System.Text.Encoding.UTF8.GetBytes(key));
        return Path.Combine(Folder, name[..2], $"{name}.safetensors");
    }

    private static string? Says(SafetensorsFile file, string name) =>
        file.Metadata.FirstOrDefault(c => c.Name == name)?.Value;

    private static SafetensorsFile Whole(string path)
    {
        try
        {
            return SafetensorsFile.Open(path);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{e.Message} It is a cache's: {Remedy}", e);
        }
    }

    private const string Remedy = "Delete it; it will be made again.";
}
