using Kit.Data.Storage;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Benchmarks.Layouts;
using Kit.Evaluate.Judging;
using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Files;

/// <summary>VLMEvalKit's tables: MODEL_DATASET.tsv with one row a question, MODEL_DATASET_score.csv with the
/// numbers.</summary>
/// <remarks>Its index is a number; the item's own id stands in the column id, by which rows are read back.</remarks>
public static class VlmEvalKit
{
    private static readonly string[] Columns =
        ["index", "id", "video", "category", "question", "options", "answer", "prediction", "hit"];

    /// <summary>Writes both tables.</summary>
    /// <returns>The path of the table of questions.</returns>
    public static string Write(BenchmarkResult result, string folder)
    {
        var stem = Path.Combine(
            folder, $"{LmmsEval.FileName(result.Subject.Name)}_{LmmsEval.FileName(result.Benchmark)}");
        AtomicFile.WriteText($"{stem}.tsv", Table('\t', [Columns, .. result.Marking.Marks.Select(Row)]));
        AtomicFile.WriteText($"{stem}_score.csv", Table(',', [["table", "name", "value", "right", "count"],
            .. result.Scores.Scores.Select(score => new[]
            {
                score.Table, score.Name, Text($"{score.Value:R}"), Text($"{score.Right:R}"), Text($"{score.Count}"),
            })]));
        return $"{stem}.tsv";
    }

    /// <summary>The predictions of a table of questions, by item id.</summary>
    /// <exception cref="InvalidDataException">No such column, or two rows of one id.</exception>
    public static Dictionary<string, string?> Read(string path)
    {
        var answers = new Dictionary<string, string?>();
        foreach (var row in Csv.Read(path, '\t'))
        {
            try
            {
                if (!answers.TryAdd(row["id"], row["prediction"]))
                    throw new FormatException($"{row["id"]}: expected one row, got two.");
            }
            catch (FormatException fault)
            {
                throw new InvalidDataException(
                    Text($"{path}, row {row.Number}: {fault.Message} Name a table of predictions."), fault);
            }
        }

        return answers;
    }

    private static string[] Row(Mark mark, int index) =>
    [
        Text($"{index}"), mark.Item.Id, mark.Item.Video, mark.Item.Category, mark.Item.Question,
        string.Join(" | ", mark.Item.Options), mark.Item.Truth, mark.Answer ?? "",
        mark.Verdict == Verdict.Correct ? "1" : "0",
    ];

    private static string Table(char separator, IEnumerable<IEnumerable<string>> rows) => string.Concat(
        rows.Select(row => string.Join(separator, row.Select(value => Csv.Field(value, separator))) + "\n"));

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
