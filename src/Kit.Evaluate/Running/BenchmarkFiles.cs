using Kit.Data.Storage;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Files;

namespace Kit.Evaluate.Running;

/// <summary>Everything that a run leaves behind, in the formats that others read.</summary>
public static class BenchmarkFiles
{
    /// <summary>Writes FOLDER/official.json (or .jsonl), FOLDER/lmms-eval, FOLDER/vlmevalkit and
    /// FOLDER/ledger.txt.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="benchmark">Whose formats and prompt are used.</param>
    /// <param name="questions">All that was asked.</param>
    /// <param name="answers">By item id.</param>
    /// <param name="folder">Files in it of the same names are replaced.</param>
    /// <param name="date">Stands in lmms-eval's file names.</param>
    public static void Write(
        BenchmarkResult result, Benchmark benchmark, QuestionSet questions,
        IReadOnlyDictionary<string, string?> answers, string folder, DateTimeOffset date)
    {
        var ending = benchmark.Layout is Benchmarks.Layouts.Layout.LongVideoBench or Benchmarks.Layouts.Layout.NextQa
            ? "jsonl" : "json";
        OfficialAnswers.Write(benchmark, questions.Items, answers, Path.Combine(folder, $"official.{ending}"));
        LmmsEval.Write(result, benchmark.Prompt, Path.Combine(folder, "lmms-eval"), date);
        VlmEvalKit.Write(result, Path.Combine(folder, "vlmevalkit"));
        AtomicFile.WriteText(Path.Combine(folder, "ledger.txt"), result.Ledger.ToTable() + "\n");
    }
}
