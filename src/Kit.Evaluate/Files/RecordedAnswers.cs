using System.Text.Json;
using Kit.Data.Storage;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Benchmarks.Layouts;
using Kit.Evaluate.Running;

namespace Kit.Evaluate.Files;

/// <summary>Answers of an old run, whatever wrote them.</summary>
public static class RecordedAnswers
{
    /// <summary>A folder of the kit's logs, one such log, lmms-eval's samples, VLMEvalKit's table, or the official
    /// script's file; told apart by what they hold.</summary>
    public static Dictionary<string, string?> Read(Benchmark benchmark, IReadOnlyList<Item> items, string path)
    {
        if (Directory.Exists(path)) return AnswerLog.Read(path);
        if (!File.Exists(path)) throw new InvalidDataException(
            $"{path}: expected answers, got no file or folder of this name. Check the path.");
        if (path.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase)) return VlmEvalKit.Read(path);
        if (!path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase)) return Official();
        var first = JsonLines.Read<JsonElement>(path).FirstOrDefault();
        return first.Find("resps") is not null ? LmmsEval.Read(path)
            : first.Find("pred") is not null ? Official()
            : AnswerLog.Read(path);

        Dictionary<string, string?> Official() => OfficialAnswers.Read(benchmark, items, path);
    }
}
