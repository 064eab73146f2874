using System.Text.Json;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Files;
using Kit.Evaluate.Running;
using Kit.Evaluate.Scoring;
using Kit.Evaluate.Tests.Benchmarks;
using Kit.Pairs;

namespace Kit.Evaluate.Tests.Running;

/// <summary>Answer files of others, written and read back.</summary>
public sealed class FileSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-files-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<string, string, string> Recordings() => new()
    {
        { "mlvu", "mlvu", "predictions.json" }, { "tvbench", "tvbench", "predictions.json" },
        { "longvideobench", "longvideobench", "predictions.jsonl" },
        { "videohallucer", "videohallucer", "predictions.json" },
        { "tempcompass-multi-choice", "tempcompass/multi-choice", "predictions.json" },
        { "tempcompass-yes_no", "tempcompass/yes_no", "predictions.json" },
        { "vidhalluc-bqa", "vidhalluc/bqa", "predictions.json" },
        { "vidhalluc-mcq", "vidhalluc/mcq", "predictions.json" },
        { "vidhalluc-sth", "vidhalluc/sth", "predictions.json" },
        { "videomme", "videomme", "predictions.json" },
        { "openended", "zeroshotqa", "predictions.json" },
    };

    [Theory, MemberData(nameof(Recordings))]
    public void Official_answers_written_and_read_back_are_the_same(string name, string place, string file)
    {
        var benchmark = OfficialBenchmarks.Named(name).With(new Storing.AsIs());
        var items = Official.Questions(benchmark, place).Items;
        var answers = RecordedAnswers.Read(benchmark, items, Given.FixturePath($"benchmarks/{place}/{file}"));
        var kept = items.Where(item => answers.ContainsKey(item.Id)).ToDictionary(i => i.Id, i => answers[i.Id]);
        Assert.NotEmpty(kept);
        var path = Path.Combine(folder, file);
        OfficialAnswers.Write(benchmark, items, kept, path);
        var asked = benchmark.Layout is Evaluate.Benchmarks.Layouts.Layout.Tasks or
            Evaluate.Benchmarks.Layouts.Layout.OpenEnded ? items : Sequence.From(items.Where(i =>
                kept.ContainsKey(i.Id)));
        var again = OfficialAnswers.Read(benchmark, asked, path);
        foreach (var (id, answer) in kept.Where(k => !Renumbered(name, k.Key))) Assert.Equal(answer, again[id]);
    }

    /// <summary>Dropping questions moves those behind them to other places of their list.</summary>
    private static bool Renumbered(string name, string id) => name == "vidhalluc-bqa" && !id.Contains("/0",
        StringComparison.Ordinal);

    [Theory]
    [InlineData("mlvu")]
    [InlineData("tvbench")]
    [InlineData("mvbench")]
    public void Task_answers_are_stored_as_the_official_script_stores_them(string name)
    {
        var benchmark = OfficialBenchmarks.Named(name);
        var items = Official.Questions(benchmark, name).Items;
        var raw = Given.Fixture($"benchmarks/{name}/answers.json").EnumerateArray()
            .ToDictionary(a => a.Text("question")!, a => a.Text("raw"));
        var path = Path.Combine(folder, "out.json");
        OfficialAnswers.Write(benchmark, items, items.ToDictionary(i => i.Id, i => raw[i.Question]), path);
        using var written = JsonDocument.Parse(File.ReadAllText(path));
        var recorded = Given.Fixture($"benchmarks/{name}/predictions.json").Items("res_list").ToList();
        var missing = Given.Fixture($"benchmarks/{name}/expected.json").TryGetProperty("missingVideos", out var m)
            ? m.EnumerateArray().Select(v => v.GetString()).ToList() : [];
        foreach (var (i, record) in written.RootElement.Items("res_list").Index().Where(r =>
            !missing.Contains(items[r.Index].Video)))
            Assert.Equal(
                (recorded[i].Text("pred"), recorded[i].Text("gt")), (record.Text("pred"), record.Text("gt")));
    }

    [Fact]
    public void Samples_and_tables_of_other_kits_are_read_back()
    {
        var result = Scored();
        var prompt = OfficialBenchmarks.TvBench.Prompt;
        var samples = LmmsEval.Write(result, prompt, folder, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        Assert.EndsWith(Path.Combine("some_model", "20260301_120000_samples_tvbench.jsonl"), samples,
            StringComparison.Ordinal);
        var table = VlmEvalKit.Write(result, folder);
        Assert.EndsWith("some_model_tvbench.tsv", table, StringComparison.Ordinal);
        var answers = result.Marking.Marks.ToDictionary(m => m.Item.Id, m => m.Answer);
        var items = Official.Questions(OfficialBenchmarks.TvBench, "tvbench").Items;
        Assert.Equal(answers, RecordedAnswers.Read(OfficialBenchmarks.TvBench, items, samples));
        Assert.Equal(answers, RecordedAnswers.Read(OfficialBenchmarks.TvBench, items, table));
    }

    [Fact]
    public void Results_hold_the_numbers_their_standard_error_and_the_protocol()
    {
        LmmsEval.Write(Scored(), OfficialBenchmarks.TvBench.Prompt, folder, DateTimeOffset.UnixEpoch);
        using var results = JsonDocument.Parse(File.ReadAllText(
            Path.Combine(folder, "some_model", "19700101_000000_results.json")));
        var numbers = results.RootElement.GetProperty("results").GetProperty("tvbench");
        Assert.Equal(32.72727272727273, numbers.GetProperty("Avg,none").GetDouble(), 1e-9);
        Assert.True(numbers.GetProperty("Avg_stderr,none").GetDouble() > 0);
        Assert.Equal("uniform:64", results.RootElement.GetProperty("kit_protocol").Text("sampling"));
        Assert.Contains("weights=abc", results.RootElement.GetProperty("config").Text("model_args"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_of_another_shape_are_refused_with_their_line()
    {
        var path = Path.Combine(folder, "s.jsonl");
        File.WriteAllText(path, "{\"doc_id\": 0, \"resps\": [[\"A\"]]}\n{\"doc_id\": 1, \"resps\": [[5]]}\n");
        Assert.Contains("sample 2", Assert.Throws<InvalidDataException>(() => LmmsEval.Read(path)).Message,
            StringComparison.Ordinal);
        File.WriteAllText(path, "{\"doc_id\": 0, \"resps\": [[\"A\"]]}\n{\"doc_id\": 0, \"resps\": [[\"B\"]]}\n");
        Assert.Contains("two", Assert.Throws<InvalidDataException>(() => LmmsEval.Read(path)).Message,
            StringComparison.Ordinal);
    }

    private static BenchmarkResult Scored()
    {
        var benchmark = OfficialBenchmarks.TvBench;
        var set = Official.Questions(benchmark, "tvbench");
        var answers = OfficialAnswers.Read(benchmark, set.Items,
            Given.FixturePath("benchmarks/tvbench/predictions.json"));
        return BenchmarkResult.FromAsync(benchmark, set, new RunAnswers(answers, Ledger.Empty),
            new Subject("some/model", "abc"), new Protocol("tvbench", 64, "uniform:64", "", $"{benchmark.Prompt}", "",
                ""))
            .GetAwaiter().GetResult();
    }
}
