using System.Text.Json;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Tests.Benchmarks;

/// <summary>MVBench, TVBench, MLVU and LongVideoBench against RRPO's scripts.</summary>
public class LetterFixtureSpecs
{
    public static TheoryData<string, string> Runs() => new()
    {
        { "mvbench", "llavavideo_qwen_7b" }, { "mvbench", "videochat2_mistral_7b" },
        { "tvbench", "llavavideo_qwen_7b" }, { "tvbench", "videochat2_mistral_7b" },
        { "mlvu", "llavavideo_qwen_7b" }, { "mlvu", "videochat2_mistral_7b" },
    };

    private static Storing Storing(string model) =>
        model.StartsWith("videochat2", StringComparison.Ordinal)
            ? new Storing.BracketAndFirstLine() : new Storing.LetterInBrackets();

    private static IReadOnlyList<Item> Asked(string name, JsonElement expected)
    {
        var items = Official.Questions(OfficialBenchmarks.Named(name), name).Items;
        return expected.TryGetProperty("missingVideos", out var missing)
            ? AbsentVideos.ReplacedByNext(items, missing.EnumerateArray().Select(v => v.GetString()!).ToHashSet())
            : items;
    }

    /// <summary>The items asked, each under an id of its own, since the official script may ask one twice.</summary>
    private static (Item[] Items, Dictionary<string, string?> Answers) Recorded(string name, string model)
    {
        var expected = Given.Fixture($"benchmarks/{name}/expected.json");
        var raw = Given.Fixture($"benchmarks/{name}/answers.json").EnumerateArray()
            .ToDictionary(a => a.Text("question")!, a => a.Text("raw")!);
        Item[] items = [.. Asked(name, expected).Select((item, i) => item with { Id = $"{i}", Group = $"{i}" })];
        return (items, items.ToDictionary(i => i.Id, i => (string?)Storing(model).Apply(raw[i.Question])));
    }

    [Theory, MemberData(nameof(Runs))]
    public void Stored_answers_truths_and_extracted_letters_equal_the_official_code(string name, string model)
    {
        var run = Given.Fixture($"benchmarks/{name}/expected.json").GetProperty("runs").GetProperty(model);
        var stored = Given.Fixture($"benchmarks/{name}/{run.Text("predictions")}").Items("res_list").ToList();
        var (items, answers) = Recorded(name, model);
        var marks = Official.Score(OfficialBenchmarks.Named(name), items, answers).Marks;
        var expected = run.Items("items").ToList();
        Assert.Equal(expected.Count, marks.Count);
        for (var i = 0; i < marks.Count; i++)
        {
            Assert.Equal(expected[i].Text("question"), marks[i].Item.Question);
            Assert.Equal(expected[i].Text("pred"), marks[i].Answer);
            Assert.Equal(stored[i].Text("pred"), marks[i].Answer);
            Assert.Equal(expected[i].Text("gt"), marks[i].Item.Truth);
            Assert.Equal(expected[i].Text("extractedPred"), marks[i].Finding.Extracted ?? "failed");
            Assert.Equal(expected[i].Flag("correct"), marks[i].Verdict == Verdict.Correct);
        }
    }

    [Theory, MemberData(nameof(Runs))]
    public void Counts_and_scores_equal_the_official_code(string name, string model)
    {
        var run = Given.Fixture($"benchmarks/{name}/expected.json").GetProperty("runs").GetProperty(model);
        var (items, answers) = Recorded(name, model);
        var benchmark = OfficialBenchmarks.Named(name);
        var board = benchmark.Aggregation.Apply(Official.Score(benchmark, items, answers).Marks);
        foreach (var task in run.GetProperty("accDict").EnumerateObject())
            Assert.Equal(
                (task.Value[0].GetInt32(), task.Value[1].GetInt32()),
                (board["task", task.Name]!.Right, board["task", task.Name]!.Count));
        Official.Equal(run.GetProperty("result"), board, "task", 0);
    }

    [Theory]
    [InlineData("mvbench")]
    [InlineData("tvbench")]
    [InlineData("mlvu")]
    public void Single_comparisons_equal_the_official_code(string name)
    {
        foreach (var check in Given.Fixture($"benchmarks/{name}/expected.json").Items("checks"))
        {
            var finding = new Extraction.FirstLetter().Apply(Item.From(check.Text("gt")!), check.Text("pred")!);
            Assert.Equal(check.Text("extractedPred"), finding.Extracted ?? "failed");
            Assert.Equal(check.Text("extractedGt"), $"{Extraction.FirstLetter.Find(check.Text("gt")!)}");
            Assert.Equal(check.Flag("correct"), finding.Verdict == Verdict.Correct);
        }
    }

    [Theory]
    [InlineData("mvbench")]
    [InlineData("tvbench")]
    [InlineData("mlvu")]
    public void A_truth_without_a_letter_stops_the_official_scorer_and_is_refused(string name)
    {
        foreach (var error in Given.Fixture($"benchmarks/{name}/expected.json").Items("errors"))
            Assert.Throws<ArgumentException>(() =>
                new Extraction.FirstLetter().Judge(error.Text("gt")!, error.Text("pred")!));
    }

    [Theory]
    [InlineData("llavavideo_qwen_7b")]
    [InlineData("videochat2_mistral_7b")]
    public void LongVideoBench_equals_the_official_code(string model)
    {
        var benchmark = OfficialBenchmarks.LongVideoBench;
        var run = Given.Fixture("benchmarks/longvideobench/expected.json").GetProperty("runs").GetProperty(model);
        var items = Official.Questions(benchmark, "longvideobench").Items;
        var raw = Given.Fixture("benchmarks/longvideobench/answers.json").EnumerateArray()
            .ToDictionary(a => a.Text("question")!, a => a.Text("raw")!);
        var marks = Official.Score(
            benchmark, items, items.ToDictionary(i => i.Id, i => (string?)Storing(model).Apply(raw[i.Question]))).Marks;
        foreach (var (expected, mark) in run.Items("items").Zip(marks))
        {
            Assert.Equal(
                (expected.Text("id"), expected.Text("pred"), expected.Text("gt"), expected.Text("extractedPred")),
                (mark.Item.Id, mark.Answer, mark.Item.Truth, mark.Finding.Extracted ?? "failed"));
            Assert.Equal(expected.Flag("correct"), mark.Verdict == Verdict.Correct);
        }

        Official.Equal(run.GetProperty("result"), benchmark.Aggregation.Apply(marks), "", 0);
    }

    [Fact]
    public void LongVideoBench_without_a_choice_has_the_truth_at_and_is_never_right()
    {
        var rule = new Extraction.FirstLetter(LetterTruth.Letter);
        Assert.Equal(Verdict.Wrong, rule.Judge("@", "A"));
        Assert.Equal(Verdict.Unparsed, rule.Judge("@", "@"));
    }

    [Fact]
    public void LongVideoBench_null_stops_the_official_scorer_and_is_named()
    {
        var item = new Item("q", "v.mp4", "?", ["x"], "A", []);
        var marking = Official.Score(
            OfficialBenchmarks.LongVideoBench, [item], new Dictionary<string, string?> { ["q"] = null });
        Assert.Empty(marking.Marks);
        Assert.Equal(1, marking.Left.Failed);
    }
}
