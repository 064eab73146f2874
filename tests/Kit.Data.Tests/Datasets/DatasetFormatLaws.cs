using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Kit.Data.Datasets;
using Kit.Data.Tests.Storage;
using Kit.Pairs;

namespace Kit.Data.Tests.Datasets;

public class DatasetFormatLaws
{
    private static readonly Gen<string> Texts =
        Gen.Elements("a goose", "", "ü 🦆", "line\nline", "\"quoted\" \\ <b>", "<videos>", " spaced ");

    private static readonly Gen<Media> Clips = Gen.Elements<Media>(
        new Media.Video("a.mp4"), new Media.Video("f/b.avi"), new Media.FrameFiles(["1.png", "2.png"]));

    private static readonly Gen<Prompt> Prompts =
        from system in Gen.Elements<Sequence<Turn>>([], [new Turn(Role.System, "be brief")])
        from said in Texts
        from media in Clips.ListOf().Where(list => list.Count < 3)
        from placed in Gen.Elements(0, 1)
        let opening = placed == 1 ? string.Concat(Enumerable.Repeat("<video>\n", media.Count)) : ""
        select new Prompt([.. system, new Turn(Role.User, opening + said)], Sequence.From<Media>(media.ToArray()));

    private static readonly Gen<Example> Pairs =
        from prompt in Prompts
        from chosen in Texts
        from rejected in Texts.NonEmptyListOf()
        from grades in Gen.Elements(null, new Grades(4.5, 2))
        from rest in Gen.Elements<Sequence<Field>>([], [new("src", "\"it\""), new("n", "[1,null]")])
        from id in Gen.Elements("#1", "s-1")
        select (Example)new Example.Preferred(
            id, prompt, new Answer(chosen), [.. rejected.Select(one => new Answer(one))], [], grades, rest);

    private static readonly Gen<Example> Examples = Gen.OneOf(
        Pairs,
        Pairs.Select(one => (Example)new Example.Labelled(
            one.Id, one.Prompt, ((Example.Preferred)one).Chosen, Label.Desirable, one.Rest)),
        Pairs.Select(one => (Example)new Example.Demonstrated(
            one.Id, one.Prompt, ((Example.Preferred)one).Chosen, one.Rest)),
        Pairs.Select(one => (Example)new Example.Asked(one.Id, one.Prompt, one.Rest)));

    [Theory]
    [MemberData(nameof(Samples.All), MemberType = typeof(Samples))]
    public void A_record_is_written_back_as_it_was_read(string name, string json)
    {
        var row = JsonNode.Parse(json);
        var written = DatasetFormat.Named(name).Write(Example(name, json));
        Assert.True(JsonNode.DeepEquals(row, written), written.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Samples.All), MemberType = typeof(Samples))]
    public void The_format_of_a_file_is_found(string name, string json)
    {
        using var folder = new Folder();
        File.WriteAllText(folder["lines"], json);
        File.WriteAllText(folder["array"], $"[{json}]");
        Assert.Equal(name, Dataset.Open(folder["lines"]).Format.Name);
        Assert.Equal(name, Dataset.Open(folder["array"]).Format.Name);
    }

    [Fact]
    public void Every_format_has_a_sample() => Assert.Equal(
        DatasetFormat.All.Select(format => format.Name).Order(),
        Samples.All.Select(row => (string)row[0]).Distinct().Order());

    [Fact]
    public void What_a_format_can_hold_it_gives_back() => Law.Holds(Examples, example =>
        DatasetFormat.All.All(format => Held(format, example) is not { } row
            || format.Read(Element(row), "#1") is Reading.Fits fits && fits.Example.Equals(example)));

    [Fact]
    public void Every_example_of_one_pair_has_a_format() => Law.Holds(
        Examples.Where(one => one is not Example.Preferred { Rejected.Count: > 1 } and not Example.Preferred { Grades: not null }
            and not Kit.Data.Datasets.Example.Asked),
        example => DatasetFormat.All.Any(format => Held(format, example) is not null));

    [Fact]
    public void A_format_without_room_says_so()
    {
        var pair = new Example.Preferred(
            "p", new Prompt([new Turn(Role.User, "q")], []), new("a"), [new("b"), new("c")], [], null, []);
        Assert.Equal(
            "p: expected an example that trl can hold (prompt, chosen, rejected: texts; images or videos: paths), "
            + "got several rejected answers. Choose another format.",
            Assert.Throws<ArgumentException>(() => new DatasetFormat.Trl().Write(pair)).Message);
    }

    [Theory]
    [InlineData("rrpo", """{"question":1,"answer":"a","pred":"b","answer_masked":"a","sample_id":"s"}""",
        "question: expected a text, got 1; video: expected a value, got none; pred_masked: expected a value, got none")]
    [InlineData("rrpo", """{"question":"q","answer":"a","pred":"b","answer_masked":"<MASK> c </MASK>","pred_masked":"b","video":"v"}""",
        "marked answer: expected the answer's own text, \"a\", got \"<MASK> c </MASK>\", which differs from character 0 on. Mark it again")]
    [InlineData("llava-hound", """{"id":"h","video":"v","prompt":"p","chosen":"a","rejected":{"value":3},"chosen_score":"4"}""",
        "rejected: expected a text, got {\"value\":3}; chosen_score: expected a finite number, got \"4\"; "
        + "rejected_score: expected a value, got none")]
    [InlineData("trl/unpaired", """{"prompt":"q","completion":"a","label":1}""", "label: expected true or false, got 1")]
    [InlineData("ms-swift", """{"messages":[{"role":"robot","content":"q"}],"rejected_response":"b","videos":[7]}""",
        "messages[0]: expected role one of [system, user, assistant], got \"robot\"; "
        + "videos[0]: expected a path or a list of frame paths, got 7")]
    [InlineData("ms-swift", """{"messages":[{"role":"user","content":"q"},{"role":"user","content":"r"}],"rejected_response":"b"}""",
        "last turn: expected the assistant's, got another. End with the answer")]
    [InlineData("trl/conversational", """{"prompt":[{"role":"user","content":"q"}],"chosen":[],"rejected":[{"role":"user","content":"x"}]}""",
        "chosen: expected one assistant's turn, got []; rejected: expected one assistant's turn, got [{\"role\":\"user\",\"content\":\"x\"}]")]
    [InlineData("llama-factory/sharegpt", """{"conversations":[{"from":"human","value":"<video>q"}],"chosen":{"from":"gpt","value":"a"},"rejected":{"from":"gpt","value":"b"}}""",
        "prompt: expected as many Video placeholders as media, got 1 placeholders and 0 media. Add or remove one, or leave all placeholders out")]
    [InlineData("nemo-rl", """{"context":[{"role":"user","content":"q"}],"completions":[{"rank":1,"completion":[{"role":"assistant","content":"a"}]}]}""",
        "completions: expected ranks 0, 1, …, once each, got others")]
    [InlineData("videochat2", """{"video":"v","QA":[{"q":"x","a":"a"}],"QA_NEG":[{"q":"y","a":"b"}]}""",
        "QA_NEG: expected QA's turns with another last answer, got other turns")]
    [InlineData("trl", "[1]", "expected an object, got [1]")]
    public void A_record_is_refused_with_all_of_its_faults(string name, string json, string faults)
    {
        var differs = Assert.IsType<Reading.Differs>(DatasetFormat.Named(name).Read(Parsed(json), "#1"));
        foreach (var fault in faults.Split("; ")) Assert.Contains(fault, differs.Faults);
    }

    [Fact]
    public void The_grades_of_a_judge_are_not_assumed_to_agree()
    {
        Assert.True(new Grades(2, 1).Agree);
        Assert.False(new Grades(1, 1).Agree);
    }

    [Fact]
    public void Spans_come_from_the_tags()
    {
        var pair = (Example.Preferred)Example("rrpo", Samples.Of("rrpo"));
        Assert.Equal(["goose", "left"], pair.Chosen.Phrases);
        Assert.Equal(["dog", "right"], pair.Rejected[0].Phrases);
        Assert.Equal("What swims?", pair.Prompt.Question);
    }

    [Fact]
    public void Several_rejected_answers_become_several_pairs()
    {
        var one = (Example.Preferred)Example("vista-dpo", Samples.Of("vista-dpo"));
        Assert.Equal([("3", "b"), ("3[1]", "c")], one.ToPairs("clip").Select(pair => (pair.Id, pair.Rejected.Text)));
    }

    [Fact]
    public void Parts_of_a_message_keep_their_order()
    {
        var parts = """{"prompt":[{"role":"user","content":[{"type":"video"},{"type":"text","text":" what?"},{"type":"image"}]}],"""
            + """ "chosen":[{"role":"assistant","content":"a"}],"rejected":[{"role":"assistant","content":"b"}],"""
            + """ "videos":["v.mp4"],"images":["i.png"]}""";
        Assert.Equal("<video> what?<image>", Example("trl/conversational", parts).Prompt.Turns[0].Text);
    }

    private static JsonObject? Held(DatasetFormat format, Example example)
    {
        try { return format.Write(example); }
        catch (ArgumentException) { return null; }
    }

    private static Example Example(string name, string json) =>
        Assert.IsType<Reading.Fits>(DatasetFormat.Named(name).Read(Parsed(json), "#1")).Example;

    private static JsonElement Element(JsonObject row) => Parsed(row.ToJsonString());

    private static JsonElement Parsed(string json) => JsonDocument.Parse(json).RootElement;
}
