using System.Text.Json;
using Kit.Data.Storage;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Benchmarks.Layouts;

namespace Kit.Evaluate.Files;

/// <summary>Answers in the files that the official inference scripts write, so that the official scorers read ours and
/// we re-score theirs.</summary>
public static class OfficialAnswers
{
    /// <summary>Writes the answers as the benchmark's own inference script would, its way of storing
    /// included.</summary>
    /// <param name="benchmark">Whose layout and storing are used.</param>
    /// <param name="items">All questions in order.</param>
    /// <param name="answers">By id; questions without one are left out, which official scorers do not expect.</param>
    /// <param name="path">Replaced whole.</param>
    public static void Write(
        Benchmark benchmark, IReadOnlyList<Item> items, IReadOnlyDictionary<string, string?> answers, string path)
    {
        Recorded[] records = [.. items.Where(item => answers.ContainsKey(item.Id)).Select(item =>
            new Recorded(item, answers[item.Id] is { } text ? benchmark.Storing.Apply(text) : null))];
        AtomicFile.WriteText(path, benchmark.Layout is Layout.LongVideoBench or Layout.NextQa
            ? string.Concat(records.Select(r => $"{OfficialShapes.Line(r).ToJsonString(Options)}\n"))
            : OfficialShapes.Whole(benchmark.Layout, records).ToJsonString(Options));
    }

    /// <summary>Reads such a file back, as stored: by item id; a recorded null stays null, and an absent id is a
    /// question that the official scorer skips.</summary>
    /// <exception cref="InvalidDataException">No JSON, or of another shape.</exception>
    public static Dictionary<string, string?> Read(Benchmark benchmark, IReadOnlyList<Item> items, string path)
    {
        try
        {
            return OfficialShapes.Answers(benchmark.Layout, items, Parse(benchmark.Layout, path)).ToDictionary();
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or ArgumentException
            or JsonException)
        {
            throw new InvalidDataException($"{path}: expected the official answers of {benchmark.Name}, got "
                + $"'{fault.Message.TrimEnd('.')}'. Name the file that its inference script wrote.", fault);
        }
    }

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = false, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static JsonElement Parse(Layout layout, string path) =>
        layout is not (Layout.LongVideoBench or Layout.NextQa) ? QuestionFile.Parse(path).Content
        : !File.Exists(path) ? throw new InvalidDataException($"{path}: expected answers, got no file. Check the path.")
        : JsonSerializer.SerializeToElement(JsonLines.Read<JsonElement>(path).ToList());
}

/// <summary>An item with its answer as an official file keeps it.</summary>
internal sealed record Recorded(Item Item, string? Stored);
