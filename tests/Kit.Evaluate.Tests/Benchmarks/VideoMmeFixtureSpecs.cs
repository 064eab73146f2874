using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Tests.Benchmarks;

/// <summary>Video-MME against RRPO's scripts.</summary>
public class VideoMmeFixtureSpecs
{
    private static readonly Benchmark VideoMme = OfficialBenchmarks.VideoMme;

    [Theory]
    [InlineData("llavavideo_qwen_7b")]
    [InlineData("videochat2_mistral_7b")]
    public void Letters_denominators_and_scores_equal_the_official_code(string model)
    {
        var run = Given.Fixture("benchmarks/videomme/expected.json").GetProperty("runs").GetProperty(model);
        var raw = Given.Fixture("benchmarks/videomme/answers.json").EnumerateArray()
            .ToDictionary(a => a.Text("question_id")!, a => a.Text("raw")!);
        Storing storing = model.StartsWith("videochat2", StringComparison.Ordinal)
            ? new Storing.BracketAndFirstLine() : VideoMme.Storing;
        var items = Official.Questions(VideoMme, "videomme").Items;
        var marks = Official.Score(VideoMme, items, raw.ToDictionary(r => r.Key, r => (string?)storing.Apply(r.Value)))
            .Marks.ToDictionary(mark => mark.Item.Id);
        foreach (var item in run.Items("items"))
        {
            var mark = marks[item.Text("question_id")!];
            Assert.Equal(
                (item.Text("response"), item.Text("answer"), item.Text("extracted")),
                (mark.Answer, mark.Item.Truth, mark.Finding.Extracted ?? ""));
            Assert.Equal(item.Flag("answered"), mark.Verdict != Verdict.Unparsed);
            Assert.Equal(item.Flag("correct"), mark.Verdict == Verdict.Correct);
        }

        var board = VideoMme.Aggregation.Apply([.. marks.Values]);
        Official.Equal(run.GetProperty("result"), board, "", 0);
        Assert.Equal(
            (run.Int("totalCorrect"), run.Int("totalAnswered")),
            (board["", "average_acc"]!.Right, board["", "average_acc"]!.Count));
        Assert.Equal(run.GetProperty("unroundedAverage").GetDouble(),
            board.Estimate(new(Resamples: 2))!.Value, 1e-10);
        foreach (var (field, label) in new[]
            { ("byTask", "task_type"), ("byDomain", "domain"), ("bySubCategory", "sub_category") })
            foreach (var duration in run.GetProperty(field).EnumerateObject())
                foreach (var entry in duration.Value.EnumerateObject())
                {
                    var score = board[$"{duration.Name}/{label}", entry.Name]!;
                    Assert.Equal(
                        (entry.Value.Int("correct"), entry.Value.Int("answered")), (score.Right, score.Count));
                }
    }

    [Fact]
    public void Extraction_equals_the_official_code()
    {
        foreach (var pair in Given.Fixture("benchmarks/videomme/expected.json").Items("extract"))
            Assert.Equal(pair[1].GetString(),
                VideoMme.Extraction.Apply(Item.From("D"), pair[0].GetString()!).Extracted ?? "");
    }

    [Fact]
    public void Nothing_answered_gives_0() => Assert.All(
        VideoMme.Aggregation.Apply([Marked("x", "Temporal Perception")]).Scores, score => Assert.Equal(0, score.Value));

    [Fact]
    public void An_unknown_task_type_is_noted_only_if_answered()
    {
        Assert.Empty(VideoMme.Aggregation.Apply([Marked("x", "Guessing")]).Notes);
        Assert.Equal(
            ["q: task type 'Guessing' is unknown to the official script, which stops here"],
            VideoMme.Aggregation.Apply([Marked("B", "Guessing")]).Notes);
    }

    [Fact]
    public void A_null_response_stops_the_official_scorer_and_is_refused() => Assert.Throws<ArgumentException>(
        () => VideoMme.Mark(Item.From("A"), null));

    private static Kit.Evaluate.Judging.Mark Marked(string answer, string task) => VideoMme.Mark(
        new Item("q", "v", "?", [], "B", [new("duration", "short"), new("task_type", task)]), answer);
}
