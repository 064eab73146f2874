namespace Kit.Data.Storage;

/// <summary>One file of a cache entry.</summary>
/// <param name="Path">Relative to the entry's folder.</param>
/// <param name="Bytes">Its size when written.</param>
internal sealed record CachedFile(string Path, long Bytes);
