using System.Globalization;
using System.Text.Json;

namespace Kit.Data.Storage;

/// <summary>What a cache entry depends on and consists of, as <c>manifest.json</c> in its folder.</summary>
/// <param name="Components">The fingerprint's components.</param>
/// <param name="Files">Every other file with its bytes.</param>
internal sealed record CacheManifest(Sequence<Component> Components, Sequence<CachedFile> Files)
{
    private const string Name = "manifest.json";

    public static void Write(string folder, Fingerprint fingerprint)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => new CachedFile(Path.GetRelativePath(folder, path), new FileInfo(path).Length))
            .OrderBy(file => file.Path, StringComparer.Ordinal);
        var manifest = new CacheManifest(fingerprint.Components, Sequence.From(files));
        AtomicFile.Write(Path.Combine(folder, Name), s => JsonSerializer.Serialize(s, manifest, StrictJson.Options));
    }

    /// <summary>Reads and checks an entry: every file there, none shorter or longer than written.</summary>
    public static CacheManifest Read(string folder)
    {
        var manifest = Parse(Path.Combine(folder, Name));
        foreach (var (path, bytes) in manifest.Files)
        {
            var file = new FileInfo(Path.Combine(folder, path));
            if (!file.Exists || file.Length != bytes) throw Refused(file.FullName, string.Create(
                CultureInfo.InvariantCulture, $"{bytes} bytes"), file.Exists
                ? file.Length.ToString(CultureInfo.InvariantCulture) : "no file", folder);
        }

        return manifest;
    }

    private static CacheManifest Parse(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<CacheManifest>(File.ReadAllBytes(path), StrictJson.Options)
                ?? throw new JsonException("null");
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException)
        {
            throw Refused(path, "the manifest of a cache entry", e.Message.TrimEnd('.'), Path.GetDirectoryName(path)!);
        }
    }

    private static InvalidDataException Refused(string path, string expected, string got, string folder) =>
        new($"{path}: expected {expected}, got {got}. Delete {folder}; it will be made again.");
}
