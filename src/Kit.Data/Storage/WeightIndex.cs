using System.Text.Json;

namespace Kit.Data.Storage;

/// <summary>Which shard of a checkpoint holds which tensor, <c>model.safetensors.index.json</c>.</summary>
/// <remarks>{"metadata": {…}, "weight_map": {name: file}}. A shard is named by a plain file name of its folder: a path
/// that leads elsewhere is refused. The map and the shards must say the same.</remarks>
internal sealed record WeightIndex(string File, IReadOnlyDictionary<string, string> Shards)
{
    public const string Name = "model.safetensors.index.json";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    public static WeightIndex Read(string file)
    {
        try
        {
            if (new FileInfo(file).Length > SafetensorsHeader.Limit) throw new FormatException("it is too long");
            using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(file), Strict);
            var map = document.RootElement.GetProperty("weight_map").EnumerateObject()
                .ToDictionary(p => p.Name, p => p.Value.GetString() ?? "null");
            var odd = map.FirstOrDefault(p => !IsPlain(p.Value));
            if (odd.Key is not null) throw new FormatException($"{odd.Key} is said to be in \"{odd.Value}\"");
            return new(file, map);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException
            or KeyNotFoundException)
        {
            throw Refused(file, e.Message);
        }
    }

    /// <summary>Opens every shard; what is missing or differs is listed at once, and nothing stays open.</summary>
    public IReadOnlyList<SafetensorsFile> Open(string folder)
    {
        var names = Shards.Values.Distinct().Order(StringComparer.Ordinal).ToArray();
        var absent = names.Where(n => !System.IO.File.Exists(Path.Combine(folder, n))).ToArray();
        if (absent.Length > 0) throw Refused(File, $"these shards are not there: {string.Join(", ", absent)}");
        var files = new List<SafetensorsFile>();
        try
        {
            foreach (var name in names) files.Add(SafetensorsFile.Open(Path.Combine(folder, name)));
            var faults = Faults(files).ToArray();
            return faults.Length == 0 ? files : throw Refused(File, string.Join("; ", faults));
        }
        catch
        {
            foreach (var file in files) file.Dispose();
            throw;
        }
    }

    private IEnumerable<string> Faults(IReadOnlyList<SafetensorsFile> files)
    {
        var held = files.SelectMany(f => f.Entries, (f, e) => (e.Name, Shard: Path.GetFileName(f.FilePath)))
            .ToLookup(x => x.Name, x => x.Shard);
        return Shards.Where(s => !held[s.Key].Contains(s.Value)).Select(s => $"{s.Key} is not in {s.Value}")
            .Concat(held.SelectMany(h => h.Where(shard => Shards.GetValueOrDefault(h.Key) != shard)
                .Select(shard => $"{shard} holds {h.Key}, which the index places elsewhere or not at all")));
    }

    private static bool IsPlain(string name) =>
        name.EndsWith(".safetensors", StringComparison.Ordinal) && name.IndexOfAny(['/', '\\', ':', '\0']) < 0;

    private static InvalidDataException Refused(string file, string what) =>
        new($"{file}: expected an index of safetensors shards, got one with a fault: {what.TrimEnd('.')}. "
            + "Fetch the whole checkpoint again.");
}
