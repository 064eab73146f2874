using Kit.Data.Storage;

namespace Kit.Evaluate.Running;

/// <summary>One answer as it is logged.</summary>
public sealed record AnswerRecord(string Id, string? Answer);

/// <summary>The answers of a run on disk, one line each, so that a run which was cut off goes on where it
/// stopped.</summary>
/// <remarks>Beside it stands run.json with the conditions; a run under other conditions is refused with what
/// changed.</remarks>
public static class AnswerLog
{
    private const string Conditions = "run.json";

    /// <summary>The answers that a folder holds already, of this shard; made when missing.</summary>
    public static Dictionary<string, string?> Open(string folder, Shard shard, Fingerprint conditions)
    {
        var manifest = Path.Combine(Directory.CreateDirectory(folder).FullName, Conditions);
        if (File.Exists(manifest)) Require(manifest, conditions);
        else AtomicFile.WriteText(manifest, System.Text.Json.JsonSerializer.Serialize(
            conditions.Components, StrictJson.Options));
        var path = Path.Combine(folder, shard.File);
        return Distinct(JsonLines.Resume<AnswerRecord>(path), path);
    }

    /// <summary>The answers of all shards of a folder, or of one file.</summary>
    public static Dictionary<string, string?> Read(string path) => Directory.Exists(path)
        ? Distinct(Directory.EnumerateFiles(path, "answers*.jsonl").Order(StringComparer.Ordinal)
            .SelectMany(JsonLines.Read<AnswerRecord>), path)
        : Distinct(JsonLines.Read<AnswerRecord>(path), path);

    internal static void Append(string folder, Shard shard, AnswerRecord answer) =>
        JsonLines.Append(Path.Combine(folder, shard.File), answer);

    private static Dictionary<string, string?> Distinct(IEnumerable<AnswerRecord> records, string path)
    {
        var answers = new Dictionary<string, string?>();
        foreach (var record in records)
            if (!answers.TryAdd(record.Id, record.Answer) && answers[record.Id] != record.Answer)
                throw new InvalidDataException($"{path}: expected one answer to {record.Id}, got two that differ. "
                    + "Keep the answers of one run in one folder.");
        return answers;
    }

    private static void Require(string manifest, Fingerprint conditions)
    {
        var stored = Fingerprint.From(System.Text.Json.JsonSerializer.Deserialize<Sequence<Component>>(
            File.ReadAllText(manifest), StrictJson.Options)!);
        if (stored != conditions) throw new InvalidDataException(
            $"{manifest}: expected a run under the same conditions, got another "
            + $"{string.Join(", ", conditions.Since(stored))}. Name another --out folder.");
    }
}
