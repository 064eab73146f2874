using System.Text.Json;

namespace Kit.Evaluate.Benchmarks.Layouts;

/// <summary>One JSON file of a question set.</summary>
/// <param name="Name">Relative to the set, with forward slashes, such as json/action_count.json.</param>
internal sealed record QuestionFile(string Name, JsonElement Content)
{
    private const long Limit = 512L << 20;

    /// <summary>The name without folders and extension.</summary>
    public string Stem => Path.GetFileNameWithoutExtension(Name);

    /// <summary>A folder of JSON files, one JSON file, or one that holds several as {"file name": content}.</summary>
    public static IReadOnlyList<QuestionFile> Open(string path)
    {
        if (Directory.Exists(path))
            return [.. Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => Parse(file) with { Name = Path.GetRelativePath(path, file).Replace('\\', '/') })];
        var whole = Parse(path);
        return whole.Content.ValueKind == JsonValueKind.Object && whole.Content.EnumerateObject().Any()
            && whole.Content.EnumerateObject().All(p => p.Name.EndsWith(".json", StringComparison.Ordinal))
                ? [.. whole.Content.EnumerateObject().Select(p => new QuestionFile(p.Name, p.Value))]
                : [whole];
    }

    /// <summary>One JSON file; refused with its name when it is missing, too large or no JSON.</summary>
    public static QuestionFile Parse(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new InvalidDataException(
            $"{path}: expected a question file, got no file of this name. Check the path.");
        if (file.Length > Limit) throw new InvalidDataException(FormattableString.Invariant(
            $"{path}: expected at most {Limit} bytes, got {file.Length}. Name the question file itself."));
        try
        {
            using var stream = file.OpenRead();
            using var document = JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = 64 });
            return new QuestionFile(file.Name, document.RootElement.Clone());
        }
        catch (JsonException error)
        {
            throw new InvalidDataException(
                $"{path}: expected JSON, got '{error.Message.TrimEnd('.')}'. Correct the file.", error);
        }
    }
}
