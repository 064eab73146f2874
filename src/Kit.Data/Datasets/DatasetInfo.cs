using System.Text.Json;

namespace Kit.Data.Datasets;

/// <summary>LLaMA-Factory's <c>dataset_info.json</c>: which file, in which format, under which names.</summary>
/// <param name="File">Beside the info file.</param>
/// <param name="Format">With the columns renamed.</param>
public sealed record DatasetInfo(string File, DatasetFormat Format)
{
    /// <summary>One entry of the file.</summary>
    /// <exception cref="InvalidDataException">No such entry, or one that this kit cannot read; the message says which
    /// field.</exception>
    public static DatasetInfo Read(string path, string name)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(path), JsonRecord.Options);
        if (document.RootElement.ValueKind is not JsonValueKind.Object
            || !document.RootElement.TryGetProperty(name, out var entry))
            throw new InvalidDataException($"{path}: expected an entry '{name}', got none. Name one that it has.");
        return new(Inside(path, Text(path, entry, "file_name", null)), Renamed(path, entry));
    }

    private static DatasetFormat Renamed(string path, JsonElement entry)
    {
        var ranking = entry.TryGetProperty("ranking", out var ranks) && ranks.ValueKind is JsonValueKind.True;
        DatasetFormat format = (Text(path, entry, "formatting", "alpaca"), ranking) switch
        {
            ("alpaca", true) => new DatasetFormat.AlpacaRanking(),
            ("sharegpt", true) => new DatasetFormat.ShareGptRanking(Tags(path, entry)),
            ("sharegpt", false) => new DatasetFormat.ShareGptTuning(Tags(path, entry)),
            var other => throw new InvalidDataException(
                $"{path}: expected formatting alpaca with ranking, or sharegpt, got {other}. Convert the file."),
        };
        Sequence<DatasetFormat.Column> columns = [.. Columns(entry)];
        return columns.Count == 0 ? format : new DatasetFormat.Renamed(format, columns);
    }

    private static Dialect Tags(string path, JsonElement entry)
    {
        var plain = Dialect.ShareGpt;
        if (!entry.TryGetProperty("tags", out var tags)) return plain;
        return new(
            Text(path, tags, "role_tag", plain.Role), Text(path, tags, "content_tag", plain.Content),
            Text(path, tags, "system_tag", plain.System), Text(path, tags, "user_tag", plain.User),
            Text(path, tags, "assistant_tag", plain.Assistant));
    }

    /// <summary>Their names for the columns; <c>messages</c> is our <c>conversations</c>, <c>prompt</c> our
    /// <c>instruction</c>, <c>query</c> our <c>input</c>.</summary>
    private static IEnumerable<DatasetFormat.Column> Columns(JsonElement entry) =>
        !entry.TryGetProperty("columns", out var columns) || columns.ValueKind is not JsonValueKind.Object ? []
            : columns.EnumerateObject().Where(column => column.Value.ValueKind is JsonValueKind.String)
                .Select(column => new DatasetFormat.Column(Ours(column.Name), column.Value.GetString()!))
                .Where(column => column.Name != column.InFile);

    private static string Ours(string theirs) => theirs switch
    {
        "messages" => "conversations",
        "prompt" => "instruction",
        "query" => "input",
        _ => theirs,
    };

    private static string Text(string path, JsonElement entry, string key, string? otherwise) =>
        entry.TryGetProperty(key, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()!
            : otherwise ?? throw new InvalidDataException($"{path}: expected {key} to be a text, got none. Add it.");

    private static string Inside(string path, string file) =>
        new MediaFolder(Path.GetDirectoryName(Path.GetFullPath(path))!).Resolve(file);
}
