using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Benchmarks.Layouts;
using Kit.Evaluate.Judging;
using Kit.Evaluate.Running;
using Kit.Evaluate.Scoring;
using Kit.Pairs;

namespace Kit.Evaluate.Tests.Judging;

/// <summary>Judges that answer nonsense, and the strict readings.</summary>
public class RubricSpecs
{
    private static readonly Item Open = new("v_0", "v", "what ?", [], "a cat", [new("kind", "open")]);

    private static BenchmarkResult Judged(Benchmark benchmark, Judge? judge, params string[] answers)
    {
        Item[] items = [.. answers.Select((_, i) => Open with { Id = $"v_{i}", Group = $"v_{i}" })];
        return BenchmarkResult.FromAsync(
            benchmark, new QuestionSet([.. items], Ledger.Empty),
            new RunAnswers(items.Zip(answers).ToDictionary(p => p.First.Id, p => (string?)p.Second), Ledger.Empty),
            new Subject("m", "w"), new Protocol("b", 1, "", "", "", "", ""), judge).GetAwaiter().GetResult();
    }

    [Fact]
    public void A_judge_that_answers_nonsense_is_asked_so_often_and_the_question_is_named_and_counted()
    {
        var judge = Judge.From("babbler", (_, user) =>
            user.Contains("dog", StringComparison.Ordinal) ? "well, {'pred'" : "{'pred': 'yes', 'score': 4}");
        var result = Judged(OfficialBenchmarks.OpenEnded, judge, "a cat", "a dog", "a cat");
        Assert.Equal((2, 1), (result.Scored, result.Ledger.Failed));
        Assert.Equal("judge: no usable output in as many attempts as allowed, after 10 requests",
            ((Fate.Failed)result.Ledger.Entries.Single(e => e.Id == "v_1").Fate).Error);
        Assert.Equal(1 / 3.0, result.Marking.JudgeFailure);
        Assert.Equal(1, result.Scores.Value);
        Assert.StartsWith("babbler: pred and score", result.Protocol.Judge, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_judge_nothing_is_made_up()
    {
        var result = Judged(OfficialBenchmarks.OpenEnded, null, "a cat");
        Assert.True(double.IsNaN(result.Scores.Value));
        Assert.Equal(["v_0: no judge was given"], result.Scores.Notes);
        Assert.Equal("none", result.Protocol.Judge);
    }

    [Theory]
    [InlineData("{'pred': 'yes', 'score': 4.8}", 4.8)]
    [InlineData("{'pred': 'No.', 'score': 0}", 0.0)]
    [InlineData("{'pred': 'yes', 'score': '4.5'}", 4.5)]
    public void The_strict_reading_takes_scores_as_written(string output, double score) => Assert.Equal(score,
        Assert.IsType<Ruling.Decided>(new JudgeReading.YesNoScore(JudgeScale.AsWritten).Apply(output, "")).Credit);

    [Theory]
    [InlineData("{'pred': 'unknown', 'score': 4}")]
    [InlineData("{'pred': 'yes', 'score': 6}")]
    [InlineData("{'pred': 'yes', 'score': -0.5}")]
    [InlineData("{'pred': 'yes', 'score': True}")]
    [InlineData("{'pred': 'yes'}")]
    [InlineData("['pred', 'score']")]
    [InlineData("5")]
    public void The_strict_reading_asks_again_where_the_official_one_guesses(string output) =>
        Assert.IsType<Ruling.AskAgain>(new JudgeReading.YesNoScore(JudgeScale.AsWritten).Apply(output, ""));

    [Fact]
    public void A_strict_caption_whose_request_failed_is_asked_again_and_left_out()
    {
        var strict = new JudgeReading.CaptionChoice(FailedRequest.AskedAgain);
        Assert.IsType<Ruling.AskAgain>(strict.Apply(null, "A. x"));
        Assert.IsType<Ruling.Dropped>(strict.GiveUp);
    }

    [Fact]
    public void Prompts_hold_the_answer_and_fields_in_it_stay_text()
    {
        var benchmark = OfficialBenchmarks.TempCompass(TempCompassTask.MultiChoice);
        var mark = benchmark.Mark(Open, "{truth} {question}");
        var request = benchmark.Rubric!.Request([mark], 3);
        Assert.Contains("Prediction: {truth} {question}\n", request.User, StringComparison.Ordinal);
        Assert.Equal(3, request.Attempt);
    }

    [Fact]
    public void Another_prompt_or_reading_is_another_protocol()
    {
        var rubric = Rubrics.OpenEnded;
        Assert.NotEqual($"{rubric}", $"{rubric.With("other", rubric.User)}");
        Assert.NotEqual($"{rubric}", $"{rubric.With(new JudgeReading.YesNoScore(JudgeScale.AsWritten))}");
    }

    [Theory]
    [InlineData("B", "B. up", Verdict.Correct)]
    [InlineData("( b ) up", "B. up", Verdict.Correct)]
    [InlineData("(B)", "B. up", Verdict.Correct)]
    [InlineData("The answer is B", "B. up", Verdict.Correct)]
    [InlineData("The answer is A", "B. up", Verdict.Wrong)]
    [InlineData("Best option: (B)", "(B) up", Verdict.Correct)]
    [InlineData("it moves up", "B. up", Verdict.Correct)]
    [InlineData("it moves left or up", "B. up", Verdict.Unparsed)]
    [InlineData("Based on the clip", "B. up", Verdict.Unparsed)]
    [InlineData("E", "B. up", Verdict.Unparsed)]
    [InlineData("", "B. up", Verdict.Unparsed)]
    [InlineData("A person runs", "B. up", Verdict.Unparsed)]
    public void The_strict_letter_rule_reads_one_option_or_none(string answer, string truth, Verdict verdict) =>
        Assert.Equal(verdict, new Extraction.ChosenOption().Apply(
            new Item("q", "v", "?", ["left", "up", "down"], truth, []), answer).Verdict);

    [Theory]
    [InlineData("Yes and no", Verdict.Unparsed)]
    [InlineData("not sure", Verdict.Unparsed)]
    [InlineData("(Yes)", Verdict.Correct)]
    [InlineData("No.", Verdict.Wrong)]
    public void The_strict_polarity_rule_reads_one_word_or_none(string answer, Verdict verdict) =>
        Assert.Equal(verdict, new Extraction.YesNoAlone().Judge("Yes", answer));
}
