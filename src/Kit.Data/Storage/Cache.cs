namespace Kit.Data.Storage;

/// <summary>Results on disk, found again by what they depend on.</summary>
/// <remarks>Layout: folder / name / hash / manifest.json and the entry's files. Entries are made under a temporary name
/// and renamed, so a folder with a hash for a name is whole.</remarks>
/// <param name="Folder">Made when something is stored.</param>
public sealed record Cache(string Folder)
{
    /// <summary>Looks for an entry; says what changed when only others are there. A damaged entry is refused.</summary>
    /// <param name="name">What is cached: a file name, such as reference-evidence.</param>
    /// <param name="fingerprint">All that it depends on.</param>
    public CacheState TryOpen(string name, Fingerprint fingerprint) =>
        Find(name, fingerprint) is { } folder ? new CacheState.Hit(folder) : Nearest(name, fingerprint);

    /// <summary>The folder of an entry, or null without looking at any other: for names with many entries. A damaged
    /// entry is refused.</summary>
    public string? Find(string name, Fingerprint fingerprint)
    {
        var folder = Entry(name, fingerprint);
        if (!Directory.Exists(folder)) return null;
        var stored = Fingerprint.From(CacheManifest.Read(folder).Components);
        return stored == fingerprint
            ? folder
            : throw new InvalidDataException($"{folder}: expected the entry for {fingerprint}, got one for {stored}. "
                + "Delete it; it will be made again.");
    }

    /// <summary>The folder of an entry, made by <paramref name="make"/> if it is not there yet.</summary>
    /// <param name="name">What is cached.</param>
    /// <param name="fingerprint">All that it depends on.</param>
    /// <param name="make">Fills the empty folder that it is given; on an exception nothing is stored.</param>
    public string Open(string name, Fingerprint fingerprint, Action<string> make) =>
        Find(name, fingerprint) ?? Store(name, fingerprint, make);

    /// <summary>The folder of an entry that must be there.</summary>
    /// <exception cref="InvalidDataException">It is not; what changed since the nearest one is named.</exception>
    public string Require(string name, Fingerprint fingerprint) => TryOpen(name, fingerprint) switch
    {
        CacheState.Hit hit => hit.Folder,
        CacheState.Stale stale => throw new InvalidDataException(
            $"{name} cache: expected an entry for {fingerprint.Brief}, got others; what changed: "
            + $"{string.Join(", ", stale.Changes)}. Delete {Place(name)}, or name another cache folder."),
        _ => throw new InvalidDataException(
            $"{name} cache: expected an entry for {fingerprint.Brief} in {Place(name)}, got none. "
            + "Name the folder that it was made in, or make it."),
    };

    private string Store(string name, Fingerprint fingerprint, Action<string> make)
    {
        var folder = Entry(name, fingerprint);
        var temporary = Directory.CreateDirectory(AtomicFile.Temporary(folder)).FullName;
        try
        {
            make(temporary);
            CacheManifest.Write(temporary, fingerprint);
            Publish(temporary, folder);
            return folder;
        }
        finally
        {
            if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        }
    }

    // Two runs may make one entry at the same time: the first to finish wins, and both get the same content.
    private static void Publish(string temporary, string folder)
    {
        try { Directory.Move(temporary, folder); }
        catch (IOException) when (Directory.Exists(folder)) { CacheManifest.Read(folder); }
    }

    private CacheState Nearest(string name, Fingerprint fingerprint)
    {
        var changes = Entries(name).Select(Manifest).OfType<CacheManifest>()
            .Select(manifest => fingerprint.Since(Fingerprint.From(manifest.Components)))
            .OrderBy(changes => changes.Count).ThenBy(changes => changes.ToString(), StringComparer.Ordinal)
            .FirstOrDefault();
        return changes is null ? new CacheState.Miss() : new CacheState.Stale(changes);
    }

    private IEnumerable<string> Entries(string name) =>
        Directory.Exists(Place(name)) ? Directory.EnumerateDirectories(Place(name)).Where(IsWhole) : [];

    // What is being made has a hidden name, and may be renamed while it is looked at.
    private static bool IsWhole(string folder) => Path.GetFileName(folder)[0] != '.';

    // Entries of other fingerprints only serve as an explanation; a damaged or deleted one explains nothing.
    private static CacheManifest? Manifest(string folder)
    {
        try { return CacheManifest.Read(folder); }
        catch (Exception e) when (e is InvalidDataException or DirectoryNotFoundException) { return null; }
    }

    private string Entry(string name, Fingerprint fingerprint) => Path.Combine(Place(name), fingerprint.Brief);

    private string Place(string name) =>
        name.Length > 0 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? Path.GetFullPath(Path.Combine(Folder, name))
            : throw new ArgumentException($"cache name: expected letters, digits and - _ . only, got \"{name}\". "
                + "Rename it.");
}
