namespace Kit.Data.Tests.Storage;

/// <summary>A folder of one test's own, gone when the test ends.</summary>
internal sealed class Folder : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("kit-storage-");

    public string this[string name] => Path.Combine(root.FullName, name);

    public string FullName => root.FullName;

    /// <summary>Everything inside, hidden files too, by relative path.</summary>
    public IEnumerable<string> Listing => root.EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(root.FullName, file.FullName)).Order(StringComparer.Ordinal);

    public string Write(string name, params byte[][] parts)
    {
        File.WriteAllBytes(this[name], [.. parts.SelectMany(part => part)]);
        return this[name];
    }

    public void Dispose() => root.Delete(recursive: true);
}
