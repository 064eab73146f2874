using System.Text.Json;
using System.Text.Json.Nodes;
using Kit.Data.Datasets;
using Kit.Data.Tests.Storage;
using Kit.Pairs;

namespace Kit.Data.Tests.Datasets;

/// <summary>The files that the three systems publish: read, understood, and written back as the same JSON.</summary>
public class OfficialFileSpecs
{
    public static TheoryData<string> Formats =>
        ["rrpo", "rrpo/media-path", "videochat2", "llava-hound", "vlm-rlaif/sft", "vlm-rlaif/rm", "vlm-rlaif/rl"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_file_is_written_back_as_the_same_json(string format)
    {
        using var folder = new Folder();
        var records = Samples.All.Where(row => (string)row[0] == format).Select(row => (string)row[1]).ToArray();
        foreach (var (name, text) in new[] { ("a.json", $"[{string.Join(",\n", records)}]"), ("a.jsonl", string.Join('\n', records)) })
        {
            File.WriteAllText(folder[name], text);
            var dataset = Dataset.Open(folder[name]);
            Assert.Equal(format, dataset.Format.Name);
            new Dataset(folder[$"new-{name}"], dataset.Format).Write(dataset.Examples());
            var written = File.ReadAllText(folder[$"new-{name}"]);
            var rows = name == "a.json"
                ? JsonNode.Parse(written)!.AsArray().ToArray()
                : [.. written.TrimEnd().Split('\n').Select(line => JsonNode.Parse(line))];
            Assert.Equal(records.Length, rows.Length);
            foreach (var (record, row) in records.Zip(rows)) Assert.True(JsonNode.DeepEquals(JsonNode.Parse(record), row), $"{row}");
            File.WriteAllText(folder["again.json"], written);                   // and a second time, byte by byte
            new Dataset(folder[$"third-{name}"], dataset.Format).Write(new Dataset(folder[$"new-{name}"], dataset.Format).Examples());
            Assert.Equal(written, File.ReadAllText(folder[$"third-{name}"]));
        }
    }

    [Fact]
    public void An_empty_array_is_an_array()
    {
        using var folder = new Folder();
        new Dataset(folder["none.json"], new DatasetFormat.RlaifTuning()).Write([]);
        Assert.Equal("[]\n", File.ReadAllText(folder["none.json"]));
        new Dataset(folder["none.jsonl"], new DatasetFormat.RlaifTuning()).Write([]);
        Assert.Equal("", File.ReadAllText(folder["none.jsonl"]));
    }

    [Fact]
    public void The_judges_preference_says_which_answer_is_chosen()
    {
        var second = (Example.Preferred)Read("vlm-rlaif/rm", Of("vlm-rlaif/rm", 1));
        Assert.Equal(("Bob", "Ann", "Who?"), (second.Chosen.Text, second.Rejected[0].Text, second.Prompt.Question));
        Assert.Equal(2, ((Media.FrameFiles)second.Prompt.Media[0]).Paths.Count);
        var turned = new Example.Preferred(
            second.Id, second.Prompt, second.Rejected[0], [second.Chosen], [], null, second.Rest);
        var row = new DatasetFormat.RlaifReward().Write(turned);
        Assert.Equal(("Bob", 2), ((string)row["output_1"]!["value"]!, (int)row["preference"]!));
    }

    [Fact]
    public void A_query_is_the_first_turn_alone()
    {
        var query = Assert.IsType<Example.Asked>(Read("vlm-rlaif/rl", Of("vlm-rlaif/rl", 0)));
        Assert.Equal(("1000001", "Who?", 1), (query.Id, query.Prompt.Question, query.Prompt.Turns.Count));
    }

    [Fact]
    public void Changed_answers_are_written_and_not_those_that_were_read()
    {
        var hound = (Example.Preferred)Read("llava-hound", Of("llava-hound", 1));
        var turned = new Example.Preferred(hound.Id, hound.Prompt, hound.Rejected[0], [hound.Chosen], [], hound.Grades, hound.Rest);
        Assert.Equal(
            """{"from":"gpt","value":"a dog"}""", new DatasetFormat.Hound().Write(turned)["chosen"]!.ToJsonString());
        var tuned = (Example.Demonstrated)Read("vlm-rlaif/sft", Of("vlm-rlaif/sft", 0));
        var other = new Example.Demonstrated(tuned.Id, tuned.Prompt, new Answer("Inside."), tuned.Rest);
        Assert.Equal("Inside.", (string)new DatasetFormat.RlaifTuning().Write(other)["conversations"]![3]!["value"]!);
    }

    [Fact]
    public void A_place_in_the_file_is_not_written_as_an_id()
    {
        var row = """{"video":"v.mp4","QA":[{"q":"x","a":"a"}],"QA_NEG":[{"q":"x","a":"b"}]}""";
        Assert.Equal(row, new DatasetFormat.VideoChat2().Write(Read("videochat2", row)).ToJsonString());
        var named = """{"video":"v.mp4","sample_id":"#9","QA":[{"q":"x","a":"a"}],"QA_NEG":[{"q":"x","a":"b"}]}""";
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(named), new DatasetFormat.VideoChat2().Write(Read("videochat2", named))));
    }

    [Theory]
    [InlineData("vlm-rlaif/sft", """{"conversations":[{"from":"human","value":"<image>\nq"},{"from":"gpt","value":"a"}],"images":["1.jpg"]}""",
        "images: expected the frames of a clip, two or more, got [\"1.jpg\"]")]
    [InlineData("vlm-rlaif/sft", """{"conversations":[{"role":"human","value":"q"}],"images":["1.jpg","2.jpg"]}""",
        "conversations[0]: expected {\"from\": …, \"value\": …}, got {\"role\":\"human\",\"value\":\"q\"}")]
    [InlineData("vlm-rlaif/sft", """{"conversations":[{"from":"human","value":"<image> <image>"},{"from":"gpt","value":"a"}],"images":["1.jpg","2.jpg"]}""",
        "prompt: expected as many Video placeholders as media, got 2 placeholders and 1 media. Add or remove one, or leave all placeholders out")]
    [InlineData("vlm-rlaif/rm", """{"conversations":[{"from":"human","value":"q"},{"from":"gpt","value":""}],"images":["1","2"],"output_1":{"from":"gpt","value":"a"},"output_2":{"from":"gpt","value":"b"},"preference":3}""",
        "preference: expected 1 or 2, got 3")]
    [InlineData("vlm-rlaif/rm", """{"conversations":[{"from":"human","value":"q"}],"images":["1","2"],"output_1":{"from":"gpt","value":"a"},"preference":1}""",
        "output_2: expected a value, got none; conversations: expected a question and a model's turn, got [{\"from\":\"human\",\"value\":\"q\"}]")]
    [InlineData("vlm-rlaif/rl", """{"conversations":[{"from":"human","value":"q"},{"from":"gpt","value":""}]}""",
        "uid: expected a value, got none; images: expected a value, got none")]
    public void Faults_are_named(string name, string json, string faults)
    {
        var differs = Assert.IsType<Reading.Differs>(DatasetFormat.Named(name).Read(JsonDocument.Parse(json).RootElement, "#1"));
        foreach (var fault in faults.Split("; ")) Assert.Contains(fault, differs.Faults);
    }

    private static string Of(string format, int index) =>
        (string)Samples.All.Where(row => (string)row[0] == format).ElementAt(index)[1];

    private static Example Read(string name, string json) => Assert.IsType<Reading.Fits>(
        DatasetFormat.Named(name).Read(JsonDocument.Parse(json).RootElement, "#1")).Example;
}
