using System.Text.Json;
using Kit.Data.Storage;

namespace Kit.Pipelines.Results;

/// <summary>Finished pieces of work on disk as JSON, found by all that they depend on; several programs may fill one
/// store.</summary>
/// <remarks>A piece in the making is claimed by a lock that its process holds open, so a killed process claims nothing.
/// Should two make one piece after all, they make the same, and one of them stands.</remarks>
/// <param name="folder">Made when something is kept.</param>
/// <param name="name">What is kept; a folder's name.</param>
internal sealed class ResultStore<T>(string folder, string name)
    where T : class
{
    private const string File = "result.json";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.2);
    private readonly Cache cache = new(folder);

    /// <summary>The result, where it stands.</summary>
    public T? Find(Fingerprint of) => cache.TryOpen(name, of) is CacheState.Hit hit
        ? JsonSerializer.Deserialize<T>(System.IO.File.ReadAllBytes(Path.Combine(hit.Folder, File)), StrictJson.Options)
        : null;

    /// <summary>The result that stands, or the one made now; null while another process makes it.</summary>
    public T? TryOpen(Fingerprint of, Func<T> make)
    {
        if (Find(of) is { } stands) return stands;
        using var claim = Claim(of);
        if (claim is null) return null;
        if (Find(of) is { } since) return since;
        var made = make();
        cache.Open(name, of, entry => System.IO.File.WriteAllBytes(
            Path.Combine(entry, File), JsonSerializer.SerializeToUtf8Bytes(made, StrictJson.Options)));
        return made;
    }

    /// <summary>The same, waiting for another process; what it leaves unmade is made here.</summary>
    public T Open(Fingerprint of, Func<T> make)
    {
        while (true)
        {
            if (TryOpen(of, make) is { } result) return result;
            Thread.Sleep(Patience);
        }
    }

    private FileStream? Claim(Fingerprint of)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, $".{name}-{of.Brief}.claim");
        try
        {
            return new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
