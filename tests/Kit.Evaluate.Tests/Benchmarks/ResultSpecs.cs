using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Benchmarks.Layouts;
using Kit.Evaluate.Running;
using Kit.Evaluate.Scoring;
using Kit.Evaluate.Statistics;
using Kit.Pairs;

namespace Kit.Evaluate.Tests.Benchmarks;

/// <summary>Results with their errors, compared and refused.</summary>
public class ResultSpecs
{
    private static readonly Item[] Items =
    [
        .. Enumerable.Range(0, 60).Select(i => new Item(
            $"q{i}", $"clip{i / 3}", "?", ["x", "y"], "(A) x", [new("task", i % 5 == 0 ? "small" : "large")])),
    ];

    private static BenchmarkResult Result(string name, Func<int, bool> right, Benchmark? benchmark = null) =>
        BenchmarkResult.FromAsync(
            benchmark ?? OfficialBenchmarks.MvBench, new QuestionSet([.. Items], Ledger.Empty),
            new RunAnswers(Items.Index().ToDictionary(
                i => i.Item.Id, i => (string?)(right(i.Index) ? "A" : "B")), Ledger.Empty),
            new Subject(name, name), new Protocol("b", 8, "uniform:8", "", "", "", "")).GetAwaiter().GetResult();

    [Theory]
    [InlineData("mvbench")]
    [InlineData("mlvu")]
    public void The_headline_is_the_mean_of_its_units(string name)
    {
        var result = Result("m", i => i % 4 == 0 || i % 5 == 0, OfficialBenchmarks.Named(name));
        Assert.Equal(result.Scores.Value, result.Estimate!.Value, 1e-9);
        Assert.True(result.Estimate.Interval.Contains(result.Scores.Value));
    }

    [Fact]
    public void The_standard_error_is_clustered_by_clip()
    {
        var together = Result("m", i => i / 3 % 2 == 0).Estimate!.StandardError;    // clips right or wrong as a whole
        var apart = Result("m", i => i % 2 == 0).Estimate!.StandardError;
        Assert.Equal(100 * Math.Sqrt(20 / 19.0 * 20 * 1.5 * 1.5) / 60, together, 1e-9);
        Assert.True(together > 2 * apart);
    }

    [Fact]
    public void The_detectable_difference_is_2_8_standard_errors()
    {
        Assert.Equal(2.801585, new DetectableDifference().Paired(1), 1e-6);
        Assert.Equal(2.801585 * Math.Sqrt(2), new DetectableDifference().Unpaired(1), 1e-6);
        Assert.Equal(1.959964 + 1.281552, new DetectableDifference(Power: 0.9).Paired(1), 1e-6);
    }

    [Fact]
    public void Two_models_are_compared_question_by_question_and_adjusted_together()
    {
        var baseline = Result("base", i => i % 2 == 0);
        var comparisons = PairedComparison.From(
            baseline, [Result("better", i => i % 2 == 0 || i % 7 == 0), Result("same", i => i % 2 == 0)],
                new Bootstrap());
        Assert.Equal(["better", "same"], comparisons.Select(c => c.Candidate));
        Assert.Equal(new McNemar(0, 4), comparisons[0].Exact);
        Assert.Equal(4 / 60.0, comparisons[0].Difference.Value, 1e-12);
        Assert.Equal(Math.Min(1, 2 * comparisons[0].PValue), comparisons[0].Adjusted, 1e-12);
        Assert.Equal((0, 1), (comparisons[1].Difference.Value, comparisons[1].PValue));
    }

    [Fact]
    public void Results_of_other_protocols_are_refused()
    {
        var (one, two) = (Result("a", _ => true), Result("b", _ => true));
        var other = two with { Protocol = two.Protocol with { Frames = 16 } };
        Assert.Contains("frames", Assert.Throws<ArgumentException>(
            () => PairedComparison.From(one, [other], new Bootstrap())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rule_and_aggregation_stand_in_the_protocol_and_the_strict_rule_is_another()
    {
        var official = Result("a", _ => true);
        var strict = Result("a", _ => true, OfficialBenchmarks.Strict(OfficialBenchmarks.MvBench));
        Assert.Equal("first letter; mean over questions", official.Protocol.Parser);
        Assert.Equal(["parser"], official.Protocol.Differences(strict.Protocol).Select(d => d.Name));
    }

    [Fact]
    public async Task Parse_failures_are_a_rate_of_their_own()
    {
        var result = await BenchmarkResult.FromAsync(
            OfficialBenchmarks.MvBench, new QuestionSet([Items[0], Items[1]], Ledger.Empty),
            new RunAnswers(new Dictionary<string, string?> { ["q0"] = "42", ["q1"] = "A" }, Ledger.Empty),
            new Subject("m", "w"), new Protocol("b", 8, "", "", "", "", ""));
        Assert.Equal((0.5, 50), (result.Marking.ParseFailure, result.Scores.Value));
    }

    [Fact]
    public async Task Unanswered_questions_are_left_out_and_named()
    {
        var result = await BenchmarkResult.FromAsync(
            OfficialBenchmarks.MvBench, new QuestionSet([Items[0], Items[1]], Ledger.Empty),
            new RunAnswers(new Dictionary<string, string?> { ["q1"] = "A" }, Ledger.Empty),
            new Subject("m", "w"), new Protocol("b", 8, "", "", "", "", ""));
        Assert.Equal((1, 1, 100), (result.Scored, result.Ledger.Dropped, result.Scores.Value));
    }

    [Fact]
    public async Task Half_a_pair_is_no_pair()
    {
        QuestionSet set = new(
            [.. new[] { "basic", "hallucination" }.Select(half => new Item($"s/0/{half}", "v", "?", [], "yes",
                [new("setting", "s"), new("half", half)]) { Group = "s/0" })], Ledger.Empty);
        var result = await BenchmarkResult.FromAsync(
            OfficialBenchmarks.VideoHallucer, set,
            new RunAnswers(new Dictionary<string, string?> { ["s/0/basic"] = "yes" }, Ledger.Empty),
            new Subject("m", "w"), new Protocol("b", 8, "", "", "", "", ""));
        Assert.Equal((0, 2), (result.Scored, result.Ledger.Dropped));
        Assert.True(double.IsNaN(result.Scores.Value));
        Assert.Null(result.Estimate);
    }

    [Fact]
    public void Every_benchmark_has_a_name_of_its_own_and_is_found_by_it()
    {
        Assert.All(OfficialBenchmarks.All, b => Assert.Equal(b.Name, OfficialBenchmarks.Named(b.Name).Name));
        Assert.Equal(OfficialBenchmarks.All.Count, OfficialBenchmarks.All.DistinctBy(b => b.Name).Count());
        Assert.StartsWith("benchmark: expected one of tvbench, mvbench", Assert.Throws<ArgumentException>(
            () => OfficialBenchmarks.Named("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_replaces_one_part_and_equal_parts_make_equal_benchmarks()
    {
        var other = OfficialBenchmarks.MvBench.With(new Prompt("{question}"));
        Assert.NotEqual(OfficialBenchmarks.MvBench, other);
        Assert.Equal(OfficialBenchmarks.MvBench, other.With(OfficialBenchmarks.MvBench.Prompt));
        Assert.Equal(
            OfficialBenchmarks.TempCompass(TempCompassTask.YesNo),
                OfficialBenchmarks.TempCompass(TempCompassTask.YesNo));
    }

    [Fact]
    public void Prompts_show_question_and_options_as_the_official_scripts_do()
    {
        var item = new Item("q", "v", "What {options} ?", ["up", "{letter}"], "A", []);
        Assert.Equal("Question: What {options} ?\nOptions:\n(A) up\n(B) {letter}",
            OfficialBenchmarks.MvBench.Prompt.Apply(item));
        Assert.Equal(
            "Question: What {options} ?\nOptions:\nA. up\nB. {letter}\n"
                + "Answer with the option's letter from the given choices directly.",
            OfficialBenchmarks.LongVideoBench.Prompt.Apply(item));
        Assert.Equal("What {options} ?\nPlease answer yes or no:",
            OfficialBenchmarks.TempCompass(TempCompassTask.YesNo).Prompt.Apply(item));
        Assert.Equal("What {options} ? Only answer with a single word 'Yes' or 'No'.",
            OfficialBenchmarks.VidHallucBinary.Prompt.Apply(item));
    }

    [Theory]
    [InlineData(31.25, 31.2)]
    [InlineData(56.25, 56.2)]
    [InlineData(0.25, 0.2)]
    [InlineData(0.35, 0.3)]
    [InlineData(0.75, 0.8)]
    [InlineData(-31.25, -31.2)]
    [InlineData(66.66666666666667, 66.7)]
    [InlineData(0, 0)]
    [InlineData(1e300, 1e300)]
    public void Rounding_is_Pythons(double x, double rounded) => Assert.Equal(rounded, PythonText.Round1(x));

    [Fact]
    public void NextQa_is_read_from_its_table()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "video,frame_count,question,answer,qid,type,a0,a1,a2,a3,a4\r\n"
                + "123,9,\"why, \"\"then\"\" ?\",2,7,CW,one,two,\"three\nlines\",four,five\r\n"
                + "123,9,why,9,8,CW,one,two,three,four,five\r\n");
            var set = OfficialBenchmarks.NextQa.Read(path);
            var item = Assert.Single(set.Items);
            Assert.Equal(("123/7", "why, \"then\" ?", "C", "three\nlines", "CW"),
                (item.Id, item.Question, item.Truth, item.Options[2], item.Category));
            Assert.Equal("answer: expected 0 to 4, got \"9\". Correct the record.",
                ((Fate.Failed)set.Faults.Entries[0].Fate).Error);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
