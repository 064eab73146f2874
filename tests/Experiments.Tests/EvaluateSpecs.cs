using System.Text.Json;

namespace Experiments.Tests;

/// <summary>dotnet run experiments/evaluate.cs: questions and recorded answers to a table; refusals with exit code
/// 2.</summary>
public sealed class EvaluateSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-evaluate-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(string name, string content)
    {
        File.WriteAllText(Path.Combine(folder, name), content);
        return Path.Combine(folder, name);
    }

    [Fact]
    public void Recorded_answers_become_a_table_with_protocol_ledger_and_files_of_others()
    {
        var questions = Write("q.json", """
            {"action_count.json": [
              {"video": "a.mp4", "question": "how many ?", "candidates": ["1", "2"], "answer": "2"},
              {"video": "b.mp4", "question": "how many ?", "candidates": ["1", "2"], "answer": "1"},
              {"video": "c.mp4", "question": "how many ?", "answer": "1"}]}
            """);
        var one = Write("one.jsonl", """
            {"id": "action_count/0", "answer": "(B)"}
            {"id": "action_count/1", "answer": "The answer is A"}

            """);
        var two = Write("two.jsonl", """
            {"id": "action_count/0", "answer": "B"}
            {"id": "action_count/1", "answer": "(A) 1"}

            """);
        var output = Path.Combine(folder, "out");
        var (exit, shown, error) = Script.Run("evaluate.cs", "--benchmark", "mvbench", "--questions", questions,
            "--answers", one, "--answers", two, "--out", output, "--minimum", "2");
        Assert.True(exit == 0, shown + error);
        var report = File.ReadAllText(Path.Combine(output, "report.md"));
        foreach (var part in new[] { "Action Count", "Avg", "candidates: expected a list", "first letter", "McNemar" })
            Assert.Contains(part, report, StringComparison.Ordinal);
        using var official = JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "official.json")));
        Assert.Equal("(B)", official.RootElement.GetProperty("res_list")[0].GetProperty("pred").GetString());
        Assert.True(File.Exists(Path.Combine(output, "vlmevalkit", "two_mvbench.tsv")));
    }

    [Fact]
    public void A_checkpoint_is_asked_about_exported_clips_from_question_file_to_table()
    {
        if (TinyCheckpoint.Fixtures is null) return;    // the fixtures' weights are not ours to ship
        var model = TinyCheckpoint.Write("llava-onevision-video", Path.Combine(folder, "tiny"));
        Assert.Equal(0, Script.Run("evaluate.cs", "--export", folder, "--clips", "2").Exit);
        var output = Path.Combine(folder, "out");
        var (exit, shown, error) = Script.Run("evaluate.cs", "--benchmark", "videohallucer", "--model", model, "--tokens", "4",
            "--questions", Path.Combine(folder, "videohallucer"), "--videos", Path.Combine(folder, "videos"), "--out", output);
        Assert.True(exit == 0, shown + error);
        Assert.Contains("tiny", File.ReadAllText(Path.Combine(output, "report.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_help_names_every_benchmark_and_a_prompt_that_no_judge_reads_is_refused()
    {
        var (exit, help, _) = Script.Run("evaluate.cs", "--help");
        Assert.Equal((0, true), (exit, help.Contains("videohallucer", StringComparison.Ordinal)));
        var prompt = Write("p.txt", "?");
        var (refused, _, error) = Script.Run("evaluate.cs", "--benchmark", "mvbench", "--judge-system", prompt,
            "--judge-user", prompt, "--questions", prompt, "--out", Path.Combine(folder, "out"));
        Assert.Equal((2, true), (refused, error.Contains("expected a benchmark with a judge", StringComparison.Ordinal)));
    }

    [Fact]
    public void Fewer_questions_than_the_minimum_end_with_2()
    {
        var questions = Write("q.json", """
            [{"id": "a", "video_path": "a", "question": "?", "candidates": ["x"], "correct_choice": 0}]
            """);
        var (exit, _, error) = Script.Run("evaluate.cs", "--benchmark", "longvideobench", "--questions", questions,
            "--answers", Write("a.jsonl", "{\"id\": \"a\", \"answer\": \"A\"}\n"), "--out", Path.Combine(folder, "out"),
            "--minimum", "2");
        Assert.Equal(2, exit);
        Assert.Contains("expected at least 2, got 1", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_question_file_is_refused_in_one_line()
    {
        var (exit, _, error) = Script.Run("evaluate.cs", "--benchmark", "mvbench", "--questions", Write("q.json", "{"),
            "--answers", Write("a.jsonl", ""), "--out", Path.Combine(folder, "out"));
        Assert.Equal(2, exit);
        Assert.Contains("q.json", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }
}
