using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kit.Data.Storage;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Benchmarks.Layouts;
using Kit.Evaluate.Judging;

namespace Kit.Evaluate.Files;

/// <summary>lmms-eval's files: DIR/MODEL/DATE_results.json and DIR/MODEL/DATE_samples_TASK.jsonl.</summary>
/// <remarks>Samples hold doc_id, doc_hash, target, input, resps, filtered_resps and the metric; the item's own id
/// stands in doc.id, by which they are read back. The protocol, which lmms-eval does not keep, is added to the results
/// under kit_protocol.</remarks>
public static class LmmsEval
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes both files.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="prompt">Makes each sample's input.</param>
    /// <param name="folder">Holds a folder for each model.</param>
    /// <param name="date">Stands in the files' names.</param>
    /// <returns>The samples' path.</returns>
    public static string Write(BenchmarkResult result, Prompt prompt, string folder, DateTimeOffset date)
    {
        var stem = Path.Combine(folder, FileName(result.Subject.Name),
            date.ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture));
        AtomicFile.WriteText($"{stem}_results.json", Results(result).ToJsonString(Options));
        var samples = $"{stem}_samples_{FileName(result.Benchmark)}.jsonl";
        AtomicFile.WriteText(samples, string.Concat(result.Marking.Marks.Select((mark, i) =>
            $"{Sample(mark, i, prompt, result.Scores.Headline).ToJsonString(Options)}\n")));
        return samples;
    }

    /// <summary>The answers of a samples file, by item id.</summary>
    /// <exception cref="InvalidDataException">A line is of another shape.</exception>
    public static Dictionary<string, string?> Read(string path)
    {
        var answers = new Dictionary<string, string?>();
        foreach (var (line, sample) in JsonLines.Read<JsonElement>(path).Index())
        {
            try
            {
                if (!answers.TryAdd(Id(sample), Response(sample)))
                    throw new FormatException($"{Id(sample)}: expected one sample, got two.");
            }
            catch (Exception fault) when (fault is FormatException or InvalidOperationException)
            {
                throw new InvalidDataException(FormattableString.Invariant(
                    $"{path}, sample {line + 1}: {fault.Message} Name a samples file of lmms-eval."), fault);
            }
        }

        return answers;
    }

    /// <summary>A name with what file systems refuse replaced.</summary>
    internal static string FileName(string name) =>
        string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));

    private static JsonObject Results(BenchmarkResult result) => new()
    {
        ["results"] = new JsonObject { [result.Benchmark] = Numbers(result) },
        ["n-samples"] = new JsonObject
        {
            [result.Benchmark] = new JsonObject { ["original"] = result.Ledger.Count, ["effective"] = result.Scored },
        },
        ["config"] = new JsonObject { ["model"] = result.Subject.Name, ["model_args"] = Hashes(result) },
        ["kit_protocol"] = new JsonObject(result.Protocol.Conditions.Select(c =>
            new KeyValuePair<string, JsonNode?>(c.Name, c.Value))),
    };

    private static JsonObject Numbers(BenchmarkResult result)
    {
        var numbers = new JsonObject { ["alias"] = result.Benchmark };
        foreach (var score in result.Scores.Scores.Where(s => s.Table == "" && double.IsFinite(s.Value)))
            numbers[$"{score.Name},none"] = score.Value;
        if (result.Estimate is { } estimate && double.IsFinite(estimate.StandardError))
            numbers[$"{result.Scores.Headline}_stderr,none"] = estimate.StandardError;
        return numbers;
    }

    private static string Hashes(BenchmarkResult result) =>
        $"weights={result.Subject.Weights},adapters={result.Subject.Adapters}";

    private static JsonObject Sample(Mark mark, int index, Prompt prompt, string metric) => new()
    {
        ["doc_id"] = index,
        ["doc"] = new JsonObject
        {
            ["id"] = mark.Item.Id, ["video"] = mark.Item.Video, ["question"] = mark.Item.Question,
        },
        ["doc_hash"] = Fingerprint.Digest(System.Text.Encoding.UTF8.GetBytes($"{mark.Item}")),
        ["target"] = mark.Item.Truth, ["input"] = prompt.Apply(mark.Item),
        ["resps"] = new JsonArray(new JsonArray(mark.Answer)),
        ["filtered_resps"] = new JsonArray(mark.Finding.Extracted ?? ""), [metric] = mark.Credit,
    };

    private static string Id(JsonElement sample) =>
        sample.Find("doc") is { } doc && doc.Find("id") is not null ? doc.Written("id") : sample.Written("doc_id");

    private static string? Response(JsonElement sample) => First(sample.Find("resps")
        ?? throw Fields.Fault("resps", "a list", null));

    private static string? First(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array when value.GetArrayLength() > 0 => First(value[0]),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        _ => throw Fields.Fault("resps", "a text", value),
    };
}
