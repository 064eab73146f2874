namespace Kit.Data.Storage;

/// <summary>What a cache holds under a name.</summary>
public abstract record CacheState
{
    private CacheState() { }

    /// <summary>An entry for exactly this fingerprint.</summary>
    /// <param name="Folder">Holds the entry's files; read only.</param>
    public sealed record Hit(string Folder) : CacheState
    {
        public override string ToString() => "cached";
    }

    /// <summary>Nothing under this name.</summary>
    public sealed record Miss : CacheState
    {
        public override string ToString() => "not cached";
    }

    /// <summary>Entries under this name, but for other fingerprints.</summary>
    /// <param name="Changes">What differs from the nearest one, from it to the wanted one.</param>
    public sealed record Stale(Sequence<Change> Changes) : CacheState
    {
        public override string ToString() => $"stale: {string.Join(", ", Changes)}";
    }
}
