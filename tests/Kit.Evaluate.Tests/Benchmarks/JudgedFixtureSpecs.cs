using System.Text.Json;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Benchmarks.Layouts;
using Kit.Evaluate.Judging;
using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Tests.Benchmarks;

/// <summary>Zero-shot question answering and Video-ChatGPT's metrics against VLM-RLAIF's scripts, outputs
/// replayed.</summary>
public class JudgedFixtureSpecs
{
    [Fact]
    public void Open_questions_equal_the_official_code()
    {
        var expected = Given.Fixture("benchmarks/zeroshotqa/expected.json");
        var benchmark = OfficialBenchmarks.OpenEnded;
        var items = Official.Questions(benchmark, "zeroshotqa").Items;
        var predictions = Given.Fixture("benchmarks/zeroshotqa/predictions.json").EnumerateArray().ToList();
        var answers = items.Zip(predictions).ToDictionary(p => p.First.Id, p => p.Second.Text("pred"));
        var judge = Judge.Replay("recorded", Given.Fixture("benchmarks/zeroshotqa/judge.json").EnumerateArray()
            .ToDictionary(j => j.Text("key")!, Official.Attempts));
        var marks = Official.Score(benchmark, items, answers, judge).Marks;
        foreach (var calls in expected.GetProperty("judgeCalls").EnumerateObject())
            Assert.Equal(calls.Value.GetInt32(), marks.Single(m => m.Item.Id == calls.Name).Judgement!.Calls);
        Assert.Equal(
            expected.Items("droppedAndDeleted").Select(k => k.GetString()).Order(),
            marks.Where(m => m.Judgement!.Ruling is Ruling.Dropped).Select(m => m.Item.Id).Order());
        Assert.Equal(
            expected.GetProperty("unreadableFiles").EnumerateObject().Select(f => f.Name).Order(),
            marks.Where(m => m.Judgement!.Ruling is Ruling.Unreadable).Select(m => m.Item.Id).Order());
        var board = benchmark.Aggregation.Apply(marks);
        Assert.Equal((expected.Int("count"), expected.Int("yes"), expected.Int("no")),
            (board["", "Average score"]!.Count, board["", "Yes count"]!.Value, board["", "No count"]!.Value));
        Assert.Equal(expected.GetProperty("accuracy").GetDouble(), board["", "Accuracy"]!.Value);
        Assert.Equal(expected.GetProperty("averageScore").GetDouble(), board["", "Average score"]!.Value);
    }

    [Fact]
    public void Single_outputs_equal_the_official_code()
    {
        foreach (var one in Given.Fixture("benchmarks/zeroshotqa/expected.json").Items("strings"))
            Same(one, new JudgeReading.YesNoScore().Apply(one.Text("judge"), ""));
    }

    [Theory]
    [InlineData(QualityMetric.Correctness)]
    [InlineData(QualityMetric.Detail)]
    [InlineData(QualityMetric.Context)]
    [InlineData(QualityMetric.Temporal)]
    [InlineData(QualityMetric.Consistency)]
    public void Quality_equals_the_official_code(QualityMetric metric)
    {
        var name = metric.ToString().ToLowerInvariant();
        var expected = Given.Fixture("benchmarks/videochatgpt/expected.json").GetProperty("metrics").GetProperty(name);
        var benchmark = OfficialBenchmarks.Quality(metric);
        var items = Official.Questions(benchmark, "videochatgpt").Items;
        var predictions = Given.Fixture("benchmarks/videochatgpt/predictions.json").GetProperty(name);
        var judge = Judge.Replay("recorded", Given.Fixture("benchmarks/videochatgpt/judge.json").Items(name)
            .ToDictionary(j => j.Text("key")!, Official.Attempts));
        var marks = Official.Score(benchmark, items, Answers(items, predictions), judge).Marks;
        foreach (var calls in expected.GetProperty("judgeCalls").EnumerateObject())
            Assert.Equal(calls.Value.GetInt32(), marks.First(m => m.Item.Group == calls.Name).Judgement!.Calls);
        Assert.Equal(expected.GetProperty("average").GetDouble(), benchmark.Aggregation.Apply(marks).Value);
        foreach (var one in expected.Items("strings"))
            Same(one, new JudgeReading.ScoreOnly().Apply(one.Text("judge"), ""));
    }

    [Fact]
    public void Consistency_shows_question_1_twice_and_the_strict_rubric_shows_both()
    {
        var shown = Given.Fixture("benchmarks/videochatgpt/expected.json").GetProperty("metrics")
            .GetProperty("consistency").GetProperty("shownToTheJudge");
        var benchmark = OfficialBenchmarks.Quality(QualityMetric.Consistency);
        var items = Official.Questions(benchmark, "videochatgpt").Items;
        var answers = Answers(items,
            Given.Fixture("benchmarks/videochatgpt/predictions.json").GetProperty("consistency"));
        var groups = items.GroupBy(i => i.Group).ToDictionary(
            g => g.Key, g => (IReadOnlyList<Mark>)[.. g.Select(i => benchmark.Mark(i, answers[i.Id]))]);
        foreach (var entry in shown.EnumerateObject())
        {
            var group = groups[entry.Name];
            var user = benchmark.Rubric!.Request(group, 0).User;
            Assert.Equal(
                $"Question 1: {entry.Value.Text("q1")}\nQuestion 2: {entry.Value.Text("q2")}\nTrue answer: "
                    + $"{entry.Value.Text("a")}\nPredicted answer 1: {entry.Value.Text("pred1")}\nPredicted answer 2: "
                    + $"{entry.Value.Text("pred2")}",
                user[..user.IndexOf("\n\n", StringComparison.Ordinal)]);
            Assert.Contains(group[1].Item.Question, Rubrics.ConsistencyOfBoth.Request(group, 0).User,
                StringComparison.Ordinal);
        }
    }

    private static Dictionary<string, string?> Answers(IReadOnlyList<Item> items, JsonElement predictions)
    {
        var texts = new Queue<string?>(predictions.EnumerateArray().SelectMany(p =>
            p.TryGetProperty("pred", out _) ? new[] { p.Text("pred") } : [p.Text("pred1"), p.Text("pred2")]));
        return items.ToDictionary(i => i.Id, _ => texts.Dequeue());
    }

    private static void Same(JsonElement one, Ruling ruling)
    {
        var outcome = one.Text("outcome")!.Split(',')[0];
        Assert.True(outcome == Name(ruling), $"{one.GetRawText()} {ruling}");
        if (ruling is Ruling.Stops stops) Assert.Equal(one.Text("error"), stops.Why);
        if (ruling is not Ruling.Decided decided || !one.TryGetProperty("score", out var score)) return;
        Assert.Equal(score.GetDouble(), decided.Credit);
        if (one.TryGetProperty("yes", out var yes))
            Assert.Equal(yes.GetInt32() == 1, decided.Verdict == Verdict.Correct);
    }

    private static string Name(Ruling ruling) => ruling switch
    {
        Ruling.Decided => "counted",
        Ruling.AskAgain => "asked again",
        Ruling.Dropped => "dropped",
        Ruling.Unreadable => "unreadable file",
        _ => "script stops",
    };
}
