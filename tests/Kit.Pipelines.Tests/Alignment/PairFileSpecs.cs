using System.Text.Json;
using Kit.Data.Datasets;
using Kit.Data.Tokens;
using Kit.Pairs;
using Kit.Pipelines.Alignment;

namespace Kit.Pipelines.Tests.Alignment;

/// <summary>From a training file to pairs: each has a fate, and nothing is cut or replaced in silence.</summary>
public sealed class PairFileSpecs : IDisposable
{
    private const string Answers = """
        "chosen": [{"role": "assistant", "content": "a"}], "rejected": [{"role": "assistant", "content": "b"}]
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("kit-pairs-").FullName;

    public PairFileSpecs()
    {
        File.WriteAllText(Path.Combine(folder, "a.mp4"), "");
        Directory.CreateDirectory(Path.Combine(folder, "empty"));
        Directory.CreateDirectory(Path.Combine(folder, "frames"));
        foreach (var name in new[] { "1.png", "2.png" }) File.WriteAllText(Path.Combine(folder, "frames", name), "");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_pair_has_a_fate()
    {
        var file = Read(string.Join(
            '\n',
            Hound("good", "a.mp4", "a cat", "a dog"), Hound("gone", "b.mp4", "a cat", "a dog"),
            Hound("same", "a.mp4", "a cat", "a cat"), Hound("loose", "frames", "a cat", "a dog"),
            Hound("hollow", "empty", "a cat", "a dog")));
        Assert.Equal(["good a.mp4", "loose frames"], file.Pairs.Select(pair => $"{pair.Pair.Id} {pair.Pair.Clip}"));
        Assert.Equal("What?", file.Pairs[0].Pair.Prompt);
        Assert.Equal(
            ["gone dropped: unreadable-video", "same dropped: no-difference", "hollow dropped: unreadable-video"],
            file.Ledger.Entries.Select(entry => $"{entry.Id} {entry.Fate}"));
    }

    [Fact]
    public void A_list_of_frames_is_one_clip_where_none_is_missing()
    {
        var file = Read(string.Join('\n', new[] { """["frames/2.png", "frames/1.png"]""", """["frames/1.png", "gone.png"]""", "[]" }
            .Select(frames => $$"""
            {"prompt": [{"role": "user", "content": "<video>Why?"}], "videos": [{{frames}}], {{Answers}}}
            """)));
        Assert.Equal(["#1"], file.Pairs.Select(pair => pair.Pair.Id));
        Assert.Equal(new Media.FrameFiles(["frames/2.png", "frames/1.png"]), ClipText.ToMedia(file.Pairs[0].Pair.Clip));
        Assert.Equal(
            ["#2 dropped: unreadable-video", "#3 dropped: unreadable-video"],
            file.Ledger.Entries.Select(entry => $"{entry.Id} {entry.Fate}"));
        Assert.Contains("expected a file inside", Assert.Throws<InvalidDataException>(() => Read($$"""
            {"prompt": [{"role": "user", "content": "<video>Why?"}], "videos": [["frames/1.png", "../2.png"]], {{Answers}}}
            """)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_several_clips_and_text_alone_are_told_apart()
    {
        var file = Read($$"""
            {"prompt": [{"role": "user", "content": "Why?"}], {{Answers}}}
            {"prompt": [{"role": "user", "content": "<image>Why?"}], "images": ["a.png"], {{Answers}}}
            {"prompt": [{"role": "user", "content": "<video><video>Why?"}], "videos": ["a.mp4", "a.mp4"], {{Answers}}}
            """);
        Assert.Equal(["#1 "], file.Pairs.Select(pair => $"{pair.Pair.Id} {pair.Pair.Clip}"));
        Assert.Equal(
            2, file.Ledger.Entries.Count(entry => entry.Fate.Heading == "dropped: other-media-than-one-video"));
    }

    [Fact]
    public void Earlier_turns_and_the_system_prompt_stay()
    {
        var pair = Read(
            """{"prompt": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "<video>Who?"}, """
            + """{"role": "assistant", "content": "Ann."}, {"role": "user", "content": "Why?"}], "videos": """
            + $$"""["a.mp4"], {{Answers}}}""").Pairs.Single();
        Assert.Equal(("Be brief.", "Why?"), (pair.System, pair.Pair.Prompt));
        Assert.Equal([new Kit.Data.Tokens.Turn("Who?", "Ann.")], pair.Past);
    }

    /// <summary>The clip stands in the first turn, and the answer follows all of them.</summary>
    [Fact]
    public void A_conversation_is_encoded_whole()
    {
        var tokenizer = new WordTokenizer(["who", "ann", "why", "yes", "no"]);
        var pair = new FilePair(new Pair("p", "a.mp4", "why", new("yes"), new("no")), [new("who", "ann")], "");
        var encoded = pair.Encode(ChatTemplate.Compact, tokenizer);
        Assert.Equal("<video> who <|im_start|> ann <|im_end|> why <|im_start|>", Spelled(tokenizer, encoded.Prompt));
        Assert.Equal("yes <|im_end|>", Spelled(tokenizer, encoded.Chosen.Ids));
        Assert.Contains("pair p: ", Assert.Throws<InvalidDataException>(
            () => (pair with { System = "Be brief." }).Encode(ChatTemplate.Compact, tokenizer)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Spans_may_be_the_words_that_differ()
    {
        var text = Hound("p", "a.mp4", "a cat sits here", "a dog sits here");
        Assert.Empty(Read(text).Pairs[0].Pair.Chosen.Spans);
        Assert.Equal(["cat"], Read(text, SpanSource.Difference).Pairs[0].Pair.Chosen.Phrases);
        Assert.Equal(["dog"], Read(text, SpanSource.Difference).Pairs[0].Pair.Rejected.Phrases);
    }

    [Theory]
    [InlineData("../secret.mp4", "pairs.jsonl, record p, video: path \"../secret.mp4\": expected a file inside")]
    [InlineData("/etc/passwd", "pairs.jsonl, record p, video: path \"/etc/passwd\": expected a file inside")]
    public void A_clip_outside_the_folder_ends_the_reading(string video, string fault) => Assert.Contains(
        fault, Assert.Throws<InvalidDataException>(() => Read(Hound("p", video))).Message, StringComparison.Ordinal);

    [Fact]
    public void An_id_that_comes_again_ends_the_reading() => Assert.Contains(
        "pairs.jsonl, record p: expected an id of its own, got one that stands before it. Number the records anew.",
        Assert.Throws<InvalidDataException>(() => Read($"{Hound("p", "a.mp4")}\n{Hound("p", "a.mp4")}")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void An_answer_without_a_partner_ends_the_reading() => Assert.Contains(
        "record #1: expected a chosen and a rejected answer, got one answer alone.",
        Assert.Throws<InvalidDataException>(
            () => Read("""{"prompt": "q", "completion": "a", "label": true}""")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void The_first_pairs_may_be_enough()
    {
        var text = string.Join('\n', Enumerable.Range(0, 9).Select(i => Hound($"p{i}", "a.mp4")));
        Assert.Equal(["p0", "p1"], Read(text, most: 2).Pairs.Select(pair => pair.Pair.Id));
    }

    /// <summary>One broken record among many does not hide the format of the others; it is named.</summary>
    [Fact]
    public void A_broken_record_among_good_ones_is_named() => Assert.Contains(
        "record bad: expected id, video, prompt, chosen, rejected, chosen_score, rejected_score, got chosen: ",
        Assert.Throws<InvalidDataException>(() => Read(
            $$"""
            {{Hound("p0", "a.mp4")}}
            {{Hound("p1", "a.mp4")}}
            {"id":"bad","video":"a.mp4","prompt":"q","chosen":3,"rejected":"b","chosen_score":5,"rejected_score":2}
            """)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(10, Longer.Fails, 10, null)]
    [InlineData(10, Longer.Dropped, 11, "too-long")]
    public void A_limit_lets_its_own_length_pass(int most, Longer longer, int tokens, string? reason) =>
        Assert.Equal(reason, new LengthLimit(most, longer).Judge("p", tokens)?.Name);

    [Fact]
    public void A_longer_pair_fails_by_name() => Assert.Equal(
        "pair p: expected at most 10 tokens, got 11. Show fewer frames, raise the limit, or have longer pairs dropped.",
        Assert.Throws<InvalidDataException>(() => new LengthLimit(10).Judge("p", 11)).Message);

    private PairFile Read(string lines, SpanSource spans = SpanSource.File, int? most = null)
    {
        var path = Path.Combine(folder, "pairs.jsonl");
        File.WriteAllText(path, lines);
        return PairFile.Read(Dataset.Open(path), new MediaFolder(folder), spans, most);
    }

    private static string Hound(string id, string video, string chosen = "a", string rejected = "b") =>
        JsonSerializer.Serialize(new
        {
            id, video, prompt = "<video>\nWhat?", chosen, rejected, chosen_score = 5, rejected_score = 2,
        });

    private static string Spelled(WordTokenizer tokenizer, IEnumerable<int> ids) =>
        string.Join(' ', ids.Select(id => tokenizer.Decode([id])));
}
