using System.Text.Json;
using Kit.Data.Datasets;

namespace Experiments.Tests;

/// <summary>Questions with true answers about two of the fixtures' clips, in RRPO's format; a third clip does not
/// decode, a fourth is not there.</summary>
internal static class Questionnaire
{
    /// <summary>Questions about each clip.</summary>
    public const int Each = 6;

    private static readonly string[] Clips = ["mllm-1.mp4", "mllm-3.mp4"];

    /// <summary>Writes the file, and its clips into <c>videos</c> beside it.</summary>
    public static Dataset Write(string folder)
    {
        var videos = Directory.CreateDirectory(Path.Combine(folder, "videos")).FullName;
        foreach (var clip in Clips)
            File.Copy(Path.Combine(TinyCheckpoint.Fixtures!, "videos", clip), Path.Combine(videos, clip), overwrite: true);
        File.WriteAllText(Path.Combine(videos, "broken.mp4"), "no video");
        var path = Path.Combine(folder, "questions.jsonl");
        File.WriteAllLines(path, Rows.Select(row => JsonSerializer.Serialize(new
        {
            sample_id = row.Id, video = row.Clip, question = $"<image>\nWhat happens in part {row.Id}?",
            answer = "A man walks.", pred = "A man sings.", answer_masked = "A man <MASK>walks</MASK>.",
            pred_masked = "A man <MASK>sings</MASK>.",
        })));
        return Dataset.Open(path);
    }

    /// <summary>A judge to whom the longer answer is better, in whatever place it stands.</summary>
    public static string Longer(string asked)
    {
        var (first, second) = (After(asked, "Output A: "), After(asked, "Output B: "));
        var order = first.Length != second.Length ? first.Length - second.Length : string.CompareOrdinal(first, second);
        return order > 0 ? "Output A" : "Output B";
    }

    private static IEnumerable<(string Id, string Clip)> Rows => Clips
        .SelectMany(clip => Enumerable.Range(0, Each).Select(i => (Id: $"{clip[..^4]}-q{i}", Clip: clip)))
        .Append(("broken", "broken.mp4")).Append(("gone", "gone.mp4"));

    private static string After(string asked, string mark) => asked.Split(mark, 2)[1].Split("\n\nOutput", 2)[0];
}
