using System.Text.Json;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Benchmarks.Aggregations;
using Kit.Evaluate.Files;
using Kit.Evaluate.Judging;
using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Tests.Benchmarks;

/// <summary>VideoHallucer and VidHalluc against RRPO's scripts.</summary>
public class HallucinationFixtureSpecs
{
    private static Marking VideoHallucer()
    {
        var benchmark = OfficialBenchmarks.VideoHallucer;
        var items = Official.Questions(benchmark, "videohallucer").Items;
        var raw = Given.Fixture("benchmarks/videohallucer/answers.json").EnumerateArray()
            .ToDictionary(a => a.Text("question")!, a => a.Text("raw"));
        return Official.Score(benchmark, items, items.ToDictionary(i => i.Id, i => raw[i.Question]));
    }

    [Fact]
    public void VideoHallucer_pairs_and_settings_equal_the_official_code()
    {
        var expected = Given.Fixture("benchmarks/videohallucer/expected.json");
        var marking = VideoHallucer();
        foreach (var (item, pair) in expected.Items("items").Zip(Aggregation.Pairs.Outcomes(marking.Marks)))
            Assert.Equal(
                (item.Text("category"), item.Int("basicHit"), item.Int("hallucinationHit"), item.Int("bothHit")),
                (pair.Setting, Hit(pair.Basic), Hit(pair.Hallucinated), pair.Both ? 1 : 0));
        var board = OfficialBenchmarks.VideoHallucer.Aggregation.Apply(marking.Marks);
        foreach (var setting in expected.GetProperty("result").EnumerateObject())
            foreach (var number in setting.Value.EnumerateObject())
                Assert.Equal(number.Value.GetDouble(),
                    board[setting.Name == "all" ? "" : setting.Name, number.Name]!.Value, 1e-12);
        Assert.Equal(board.Value, board.Estimate(new(Resamples: 2))!.Value, 1e-12);
    }

    [Fact]
    public void VideoHallucer_bias_equals_the_official_code()
    {
        var pairs = Aggregation.Pairs.Outcomes(VideoHallucer().Marks);
        var expected = Given.Fixture("benchmarks/videohallucer/expected.json").GetProperty("bias");
        foreach (var bias in expected.EnumerateObject())
        {
            var found = PolarityBias.From(bias.Name.Contains("always", StringComparison.Ordinal)
                ? Always(bias.Value.Int("gt_yes"), bias.Name.Contains("Yes", StringComparison.Ordinal))
                : pairs.Where(pair => bias.Name == "all" || pair.Setting == bias.Name));
            Assert.Equal(
                (bias.Value.Int("gt_yes"), bias.Value.Int("n_yes"), bias.Value.Int("n_no"), bias.Value.Int("n"),
                    bias.Value.Int("fp")),
                (found.Pairs, found.SaidYes, found.SaidNo, found.Misses, found.FalsePositives));
            Assert.Equal(bias.Value.GetProperty("ydp").GetDouble(), found.YesDifference, 1e-12);
            Assert.Equal(bias.Value.GetProperty("ndp").GetDouble(), found.NoDifference, 1e-12);
            Assert.Equal(bias.Value.GetProperty("fpr").GetDouble(), found.FalsePositiveRatio, 1e-12);
        }
    }

    [Fact]
    public void Binary_questions_equal_the_official_code()
    {
        var expected = Given.Fixture("benchmarks/vidhalluc/bqa/expected.json");
        var benchmark = OfficialBenchmarks.VidHallucBinary;
        var items = Official.Questions(benchmark, "vidhalluc/bqa").Items;
        var answers = OfficialAnswers.Read(benchmark, items,
            Given.FixturePath("benchmarks/vidhalluc/bqa/predictions.json"));
        var marks = Official.Score(benchmark, items, answers).Marks.ToLookup(mark => mark.Item.Group);
        foreach (var item in expected.Items("items"))
        {
            var group = marks[$"{item.Text("key")}/{item.Int("index")}"].ToList();
            Assert.Equal(item.Flag("counted"), group.Count > 0);
            Assert.Equal(item.Flag("correct"), group.Count > 0 && group.All(m => m.Verdict == Verdict.Correct));
        }

        var board = benchmark.Aggregation.Apply([.. marks.SelectMany(m => m)]);
        Assert.Equal((expected.Int("correct"), expected.Int("total")),
            (board["", "accuracy"]!.Right, board["", "accuracy"]!.Count));
        Official.Equal(expected.GetProperty("result"), board, "", 0);
    }

    [Fact]
    public void Single_binary_answers_equal_the_official_code()
    {
        foreach (var single in Given.Fixture("benchmarks/vidhalluc/bqa/expected.json").Items("single"))
            Assert.Equal(single.Flag("correct"),
                new Extraction.CleanWord().Judge(single.Text("gt")!, single.Text("answer")!) == Verdict.Correct);
    }

    [Fact]
    public void Multiple_choice_equals_the_official_code()
    {
        var expected = Given.Fixture("benchmarks/vidhalluc/mcq/expected.json");
        var benchmark = OfficialBenchmarks.VidHallucChoice;
        var items = Official.Questions(benchmark, "vidhalluc/mcq").Items;
        var answers = OfficialAnswers.Read(benchmark, items,
            Given.FixturePath("benchmarks/vidhalluc/mcq/predictions.json"));
        var marks = Official.Score(benchmark, items, answers).Marks;
        Assert.Equal(expected.Int("total"), marks.Count);
        foreach (var (item, mark) in expected.Items("items").Zip(marks))
        {
            Assert.Equal($"{item.Text("key")}/{item.Text("clip")}", mark.Item.Id);
            Assert.Equal(Joined(item, "letters"), Extraction.LetterSet.Letters(mark.Answer!));
            Assert.Equal(item.Text("matched"), Extraction.LetterSet.Contained(mark.Item, mark.Answer!) ?? "None");
            Assert.Equal(Joined(item, "modelSet"), mark.Finding.Extracted ?? "");
            Assert.Equal(item.Flag("correct"), mark.Verdict == Verdict.Correct);
        }

        Official.Equal(expected.GetProperty("result"), benchmark.Aggregation.Apply(marks), "", 0);
        foreach (var letters in expected.Items("letters"))
            Assert.Equal(Joined(letters, "letters"), Extraction.LetterSet.Letters(letters.Text("answer")!));
    }

    [Fact]
    public void Scene_transitions_equal_the_official_code()
    {
        var expected = Given.Fixture("benchmarks/vidhalluc/sth/expected.json");
        var benchmark = OfficialBenchmarks.VidHallucScene(
            Embeddings.Read(Given.FixturePath("benchmarks/vidhalluc/sth/embeddings.json")));
        var answers = Given.Fixture("benchmarks/vidhalluc/sth/predictions.json").EnumerateObject()
            .ToDictionary(p => p.Name, p => p.Value.GetString());
        var items = Official.Questions(benchmark, "vidhalluc/sth").Items;
        var board = benchmark.Aggregation.Apply(Official.Score(benchmark, items, answers).Marks);
        Official.Equal(expected.GetProperty("result"), board, "", 1e-6);
        Assert.Equal(expected.Int("maxDescription"), board["", "Description Accuracy"]!.Count);
        Assert.Equal(
            expected.GetProperty("totalDescription").GetDouble(), board["", "Description Accuracy"]!.Right, 1e-4);
        Assert.Equal(expected.GetProperty("result").GetProperty("MCC").GetDouble(), board["", "MCC"]!.Value, 1e-12);
    }

    [Fact]
    public void Scene_parts_equal_the_official_code()
    {
        var expected = Given.Fixture("benchmarks/vidhalluc/sth/expected.json");
        foreach (var parse in expected.Items("parse"))
        {
            var (change, locations) = Extraction.SceneChange.Read(parse.Text("text")!);
            Assert.Equal((parse.Text("modelSceneChange"), parse.Text("modelLocations")), (change, locations));
            Assert.Equal(parse.Int("predictedLabel") == 1, Extraction.SceneChange.IsYes(change));
        }

        foreach (var scenes in expected.Items("scenes"))
        {
            var found = Extraction.SceneChange.Scenes(scenes.Text("text")!);
            Assert.Equal(
                (scenes.GetProperty("scenes")[0].GetString(), scenes.GetProperty("scenes")[1].GetString()),
                (found?.From, found?.To));
        }

        var vectors = Embeddings.Read(Given.FixturePath("benchmarks/vidhalluc/sth/embeddings.json"));
        foreach (var pair in expected.Items("similarity"))
        {
            var cosine = vectors.Cosine(pair.Text("model")!, pair.Text("gt")!)!.Value;
            Assert.Equal(pair.GetProperty("cosine").GetDouble(), cosine, 1e-6);
            Assert.Equal(pair.GetProperty("score").GetDouble(), Embeddings.Similarity(cosine, 0.5), 1e-6);
            Assert.Equal(
                pair.GetProperty("scoreAtDefaultThreshold").GetDouble(), Embeddings.Similarity(cosine, 0.3), 1e-6);
        }
    }

    [Fact]
    public void Classifications_equal_the_official_code()
    {
        var benchmark = OfficialBenchmarks.VidHallucScene(Embeddings.None);
        foreach (var one in Given.Fixture("benchmarks/vidhalluc/sth/expected.json").Items("classification"))
        {
            var labels = one.GetProperty("counts").EnumerateObject().SelectMany(count =>
                Enumerable.Repeat(count.Name.Split("->"), count.Value.GetInt32()));
            Mark[] marks = [.. labels.Select(l => benchmark.Mark(
                new Item("k", "v", "", [], l[0], []), $"Scene change: {l[1]}, Locations: None"))];
            Official.Equal(one.GetProperty("result"), benchmark.Aggregation.Apply(marks), "");
        }
    }

    private static IEnumerable<HallucinationOutcome> Always(int pairs, bool yes) => Enumerable.Range(0,
        pairs).Select(i =>
        new HallucinationOutcome($"{i}", "c", yes ? Verdict.Correct : Verdict.Wrong,
            yes ? Verdict.Wrong : Verdict.Correct));

    private static string Joined(JsonElement element, string name) =>
        string.Concat(element.Items(name).Select(letter => letter.GetString()));

    private static int Hit(Verdict verdict) => verdict == Verdict.Correct ? 1 : 0;
}
