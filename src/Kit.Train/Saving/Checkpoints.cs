using System.Globalization;
using System.Text.Json;
using Kit.Data.Storage;

namespace Kit.Train.Saving;

/// <summary>The checkpoints of a run's folder.</summary>
public static class Checkpoints
{
    private const string Prefix = "checkpoint-";

    /// <summary>Folders that bear a checkpoint's name, newest first, sound or not.</summary>
    public static IReadOnlyList<string> In(string folder) => !Directory.Exists(folder) ? []
        : [.. Directory.EnumerateDirectories(folder).Where(f => StepOf(f) >= 0).OrderByDescending(StepOf)];

    /// <summary>What a checkpoint says, after every file was compared with the length and the hash that it was written
    /// with.</summary>
    /// <exception cref="InvalidDataException">It is damaged; the file is named.</exception>
    public static SavedRun Read(string checkpoint)
    {
        var saved = Parse(Path.Combine(checkpoint, SavedRun.FileName));
        foreach (var file in saved.Files) Check(checkpoint, file);
        return saved;
    }

    /// <summary>Writes <c>state.json</c>, which names every file that is there.</summary>
    internal static void Seal(string checkpoint, SavedRun run)
    {
        Sequence<SavedFile> files = [.. Directory.EnumerateFiles(checkpoint).Order(StringComparer.Ordinal).Select(path =>
            new SavedFile(Path.GetFileName(path), new FileInfo(path).Length, Fingerprint.DigestFile(path)))];
        AtomicFile.Write(Path.Combine(checkpoint, SavedRun.FileName), stream =>
            JsonSerializer.Serialize(stream, run with { Files = files }, StrictJson.Options));
    }

    internal static string PathOf(string folder, int step) =>
        Path.Combine(Path.GetFullPath(folder), Prefix + step.ToString(CultureInfo.InvariantCulture));

    /// <summary>N of checkpoint-N, −1 of any other name.</summary>
    internal static int StepOf(string checkpoint)
    {
        var name = Path.GetFileName(checkpoint);
        return name.StartsWith(Prefix, StringComparison.Ordinal) && int.TryParse(
            name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : -1;
    }

    private static SavedRun Parse(string path)
    {
        try
        {
            var saved = JsonSerializer.Deserialize<SavedRun>(File.ReadAllBytes(path), StrictJson.Options)
                ?? throw new JsonException("null");
            return saved.Format == SavedRun.Version ? saved : throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"{path}: expected format {SavedRun.Version}, got {saved.Format}. ")
                + "Go on with the version of the kit that wrote it.");
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException)
        {
            throw Damaged(path, "the state of a checkpoint", e.Message.TrimEnd('.'));
        }
    }

    private static void Check(string checkpoint, SavedFile saved)
    {
        if (Path.GetFileName(saved.Path) != saved.Path)
            throw Damaged(checkpoint, "file names without folders", $"\"{saved.Path}\"");
        var file = new FileInfo(Path.Combine(checkpoint, saved.Path));
        if (!file.Exists) throw Damaged(file.FullName, $"a file of {saved.Bytes} bytes", "none");
        if (file.Length != saved.Bytes)
            throw Damaged(file.FullName, $"{saved.Bytes} bytes", file.Length.ToString(CultureInfo.InvariantCulture));
        if (Fingerprint.DigestFile(file.FullName) != saved.Sha256)
            throw Damaged(file.FullName, "the content that was written", "another");
    }

    private static InvalidDataException Damaged(string path, string expected, string got) =>
        new($"{path}: expected {expected}, got {got}. Delete this checkpoint; an older one is taken up.");
}
