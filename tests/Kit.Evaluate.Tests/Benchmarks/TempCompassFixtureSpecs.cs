using System.Text.Json;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Benchmarks.Layouts;
using Kit.Evaluate.Judging;
using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Tests.Benchmarks;

/// <summary>TempCompass against RRPO's scripts, with the judge's outputs replayed.</summary>
public class TempCompassFixtureSpecs
{
    public static TheoryData<TempCompassTask, string> Runs() => new()
    {
        { TempCompassTask.MultiChoice, "ruleOnly" }, { TempCompassTask.MultiChoice, "withJudge" },
        { TempCompassTask.YesNo, "ruleOnly" }, { TempCompassTask.YesNo, "withJudge" },
        { TempCompassTask.CaptionMatching, "ruleOnly" }, { TempCompassTask.CaptionMatching, "withJudge" },
        { TempCompassTask.Captioning, "withJudge" },
    };

    private static JsonElement Fixture(TempCompassTask task, string file) =>
        Given.Fixture($"benchmarks/tempcompass/{Layout.TempCompass.FileOf(task)}/{file}.json");

    private static Dictionary<string, string?> Predictions(TempCompassTask task) => (
        from video in Fixture(task, "predictions").EnumerateObject()
        from aspect in video.Value.EnumerateObject()
        from record in aspect.Value.EnumerateArray().Index()
        select KeyValuePair.Create($"{video.Name}/{aspect.Name}/{record.Index}",
            record.Item.TryGetProperty("prediction", out var p) ? p.GetString() : record.Item.Text("response")))
        .ToDictionary();

    private static Judge Replay(TempCompassTask task) => Judge.Replay("recorded", Fixture(task, "judge")
        .EnumerateArray().ToDictionary(j => $"{j.Text("id")}/{j.Text("dim")}/{j.Int("index")}", Official.Attempts));

    [Theory, MemberData(nameof(Runs))]
    public void Ratings_matches_calls_and_scores_equal_the_official_code(TempCompassTask task, string run)
    {
        var expected = Fixture(task, "expected").GetProperty(run);
        var benchmark = OfficialBenchmarks.TempCompass(task);
        var items = Official.Questions(benchmark, $"tempcompass/{Layout.TempCompass.FileOf(task)}").Items;
        var marks = Official.Score(benchmark, items, Predictions(task), run == "withJudge" ? Replay(task) : null).Marks;
        var byId = marks.ToDictionary(m => m.Item.Id);
        Assert.Equal(expected.Items("items").Count(), marks.Count);
        foreach (var item in expected.Items("items"))
        {
            var mark = byId[$"{item.Text("id")}/{item.Text("dim")}/{item.Int("index")}"];
            // For a null the official script writes the caption's own answer, and compares nothing.
            if (mark.Answer is not null) Assert.Equal(item.Text("gt-answer"), mark.Item.Truth);
            Assert.Equal(item.GetProperty("rating").GetDouble(), mark.Credit);
            if (item.TryGetProperty("match_success", out var match)) Assert.Equal(match.GetBoolean(), mark.Matched);
            if (item.TryGetProperty("judgeCalls", out var calls))
                Assert.Equal(calls.GetInt32(), mark.Judgement?.Calls ?? 0);
            if (item.TryGetProperty("chatgpt-response", out var said))
                Assert.Equal(said.GetString(), mark.Judgement!.Output?.Trim());
        }

        var board = benchmark.Aggregation.Apply(marks);
        var score = expected.GetProperty("score");
        Official.Equal(score.GetProperty("result_asp"), board, "aspect", 0);
        Official.Equal(score.GetProperty("result_fasp"), board, "type", 0);
        Assert.Equal(score.GetProperty("match_rate").GetDouble(), board["", "match_rate"]!.Value);
        Assert.Empty(board.Notes);
    }

    [Fact]
    public void Yes_and_no_at_the_start_equal_the_official_code()
    {
        foreach (var pair in Fixture(TempCompassTask.YesNo, "expected").Items("extract"))
            Assert.Equal(
                pair.GetProperty("extracted").ValueKind == JsonValueKind.String ? pair.Text("extracted") : null,
                Extraction.YesNoStart.Read(pair.Text("text")!));
    }

    [Fact]
    public void Caption_rules_equal_the_official_code()
    {
        foreach (var rule in Fixture(TempCompassTask.CaptionMatching, "expected").Items("rules"))
            Assert.Equal(Result(rule.GetProperty("result")), Matching(rule).Verdict);
    }

    [Fact]
    public void Caption_questions_that_stop_the_official_scorer_are_refused()
    {
        foreach (var error in Fixture(TempCompassTask.CaptionMatching, "expected").Items("errors")
            .Where(e => e.Text("question") is not null))
            if (error.Text("error") is null) Assert.Equal(Result(error.GetProperty("result")), Matching(error).Verdict);
            else Assert.Throws<ArgumentException>(() => Matching(error));
    }

    [Theory]
    [InlineData(TempCompassTask.MultiChoice)]
    [InlineData(TempCompassTask.YesNo)]
    [InlineData(TempCompassTask.CaptionMatching)]
    public void Judged_ratings_equal_the_official_code(TempCompassTask task)
    {
        var reading = new JudgeReading.Correctness();
        foreach (var rating in Fixture(task, "expected").Items("judgeRating"))
            if (rating.Text("error") is not null)
                Assert.IsType<Ruling.AskAgain>(reading.Apply(rating.Text("judge")!, ""));
            else Assert.Equal(
                rating.Int("rating"), Assert.IsType<Ruling.Decided>(reading.Apply(rating.Text("judge"), "")).Credit);
    }

    [Fact]
    public void Parsed_captions_equal_the_official_code()
    {
        foreach (var parse in Fixture(TempCompassTask.Captioning, "expected").Items("parse"))
        {
            var output = parse.Text("judge");
            if (parse.Int("rating") < 0)
            {
                Assert.Equal(-1, ((Ruling.Decided)new JudgeReading.CaptionChoice().Apply(output, "")).Credit);
                continue;
            }

            var (reasoning, answer) = JudgeReading.CaptionChoice.Read(output!);
            Assert.Equal((parse.Text("chatgpt-reasoning"), parse.Text("chatgpt-answer")), (reasoning, answer));
            Assert.Equal(parse.Int("rating") == 1, JudgeReading.CaptionChoice.Chosen(answer, parse.Text("gt")!));
        }
    }

    [Fact]
    public void An_absent_aspect_stops_the_official_script_and_is_noted()
    {
        var benchmark = OfficialBenchmarks.TempCompass(TempCompassTask.YesNo);
        var items = Official.Questions(benchmark, "tempcompass/yes_no").Items.Where(i =>
            i["aspect"] != "speed").ToList();
        var board = benchmark.Aggregation.Apply(
            Official.Score(benchmark, items, Predictions(TempCompassTask.YesNo)).Marks);
        Assert.Contains("aspect speed: no question; the official script stops here", board.Notes);
    }

    private static Verdict Result(JsonElement result) => result.ValueKind == JsonValueKind.String ? Verdict.Unparsed
        : result.GetInt32() == 1 ? Verdict.Correct : Verdict.Wrong;

    private static Finding Matching(JsonElement rule) => new Extraction.CaptionLine().Apply(
        new Item("q", "v", rule.Text("question")!, [], rule.Text("answer")!, []), rule.Text("prediction")!);
}
