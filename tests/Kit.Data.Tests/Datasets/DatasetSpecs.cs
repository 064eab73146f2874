using System.Text;
using System.Text.Json;
using Kit.Data.Datasets;
using Kit.Pairs;
using Kit.Data.Tests.Storage;
using VerifyXunit;

namespace Kit.Data.Tests.Datasets;

public class DatasetSpecs
{
    private const string Row = """{"prompt":"q","chosen":"a","rejected":"b"}""";

    [Theory]
    [InlineData(65_530)]
    [InlineData(131_072)]
    [InlineData(700_001)]
    public void An_element_may_be_longer_than_any_buffer(int length)
    {
        using var folder = new Folder();
        var row = $$"""{"prompt":"{{new string('ü', length)}}","chosen":"a","rejected":"b"}""";
        File.WriteAllText(folder["r"], $" [ {row} , {Row},{row}\n]  \n", new UTF8Encoding(true));
        Assert.Equal([length, 1, length], Dataset.Open(folder["r"]).Examples().Select(one => one.Prompt.Question.Length));
    }

    [Theory]
    [InlineData("[{\"a\":1},", "record 2", "the end of the file inside the array")]
    [InlineData("[{\"a\":1}", "record 2", "the end of the file inside the array")]
    [InlineData("[{\"a\":", "record 1", "the end of the file inside the array")]
    [InlineData("[{\"a\":1}] x", "record 2", "text behind the array")]
    [InlineData("[{\"a\":1}]]", "record 2", "text behind the array")]
    [InlineData("[{\"a\":1,\"a\":2}]", "record 1", "uplicate")]
    [InlineData("[1 2]", "record 2", "2")]
    [InlineData("{\"a\":1}\n{\"a\"", "record 2", "")]
    [InlineData("hello", "record 1", "h")]
    public void Broken_json_is_refused_by_record(string json, string record, string fault)
    {
        using var folder = new Folder();
        File.WriteAllText(folder["r"], json);
        var error = Assert.Throws<InvalidDataException>(
            () => new Dataset(folder["r"], new DatasetFormat.Trl()).Read().Count());
        Assert.StartsWith($"{folder["r"]}, {record}: expected one JSON array of objects", error.Message);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        using var folder = new Folder();
        File.WriteAllText(folder["r"], $"[{new string('[', 100_000)}");
        Assert.Contains(", record 1:", Assert.Throws<InvalidDataException>(
            () => new Dataset(folder["r"], new DatasetFormat.Trl()).Read().Count()).Message);
    }

    [Fact]
    public void An_empty_file_and_an_unknown_shape_are_told_apart()
    {
        using var folder = new Folder();
        Assert.Contains("got an empty file", Refusal(folder.Write("empty")));
        Assert.Contains("got an empty file", Refusal(folder.Write("none", "[]"u8.ToArray())));
        var near = Refusal(folder.Write("near", """{"question":"q","answer":"a","pred":"b","answer_masked":"a","sample_id":"s","video":"v"}"""u8.ToArray()));
        Assert.Contains("Nearest is rrpo (", near);
        Assert.Contains("which lacks: pred_masked: expected a value, got none", near);
    }

    private static string Refusal(string path) =>
        Assert.Throws<InvalidDataException>(() => Dataset.Open(path)).Message;

    [Fact]
    public void A_record_that_does_not_fit_is_named()
    {
        using var folder = new Folder();
        File.WriteAllText(folder["r"], $"{Row}\n{{\"prompt\":\"q\",\"chosen\":\"a\"}}\n");
        var data = new Dataset(folder["r"], new DatasetFormat.Trl());
        Assert.Equal(
            $"{folder["r"]}, record #2: expected {data.Format.Shape}, got rejected: expected a value, got none. Correct the record.",
            Assert.Throws<InvalidDataException>(() => data.Examples().Count()).Message);
        Assert.Equal(2, data.Read().Count());
    }

    [Fact]
    public void What_is_written_is_read_back_in_another_format()
    {
        using var folder = new Folder();
        File.WriteAllText(folder["r"], $"[{Row},{Row}]");
        var converted = new Dataset(folder["s"], new DatasetFormat.Swift());
        converted.Write(Dataset.Open(folder["r"]).Examples());
        Assert.Equal(Dataset.Open(folder["r"]).Examples(), Dataset.Open(folder["s"]).Examples());
        Assert.Equal("ms-swift", Dataset.Open(folder["s"]).Format.Name);
    }

    [Fact]
    public void Paths_stay_inside_the_folder()
    {
        var media = new MediaFolder("/data/videos");
        Assert.Equal("/data/videos/a/b.mp4", media.Resolve("a/../a/b.mp4"));
        Assert.Equal("/data/videos/c.mp4", media.Resolve("/data/videos/c.mp4"));
        foreach (var path in (string[])["../x.mp4", "/etc/passwd", "a/../../x", "", "..", "../videos2/x", "a\0b"])
            Assert.Contains($"path \"{path}\": expected a file inside /data/videos",
                Assert.Throws<InvalidDataException>(() => media.Resolve(path)).Message);
        Assert.Equal("/data/x.mp4", new MediaFolder("/data/json", "/data").Resolve("../x.mp4"));
    }

    [Fact]
    public void Columns_and_tags_of_dataset_info_are_followed()
    {
        using var folder = new Folder();
        File.WriteAllText(folder["dataset_info.json"], """
            {"mine": {"file_name": "mine.json", "formatting": "sharegpt", "ranking": true,
              "columns": {"messages": "talk", "chosen": "good", "rejected": "bad", "videos": "clips"},
              "tags": {"role_tag": "who", "content_tag": "what", "user_tag": "me", "assistant_tag": "you"}},
             "out": {"file_name": "../x.json", "formatting": "sharegpt"},
             "odd": {"file_name": "x.json", "formatting": "alpaca"}}
            """);
        File.WriteAllText(folder["mine.json"], """
            [{"talk":[{"who":"me","what":"<video>q"}],"good":{"who":"you","what":"a"},"bad":{"who":"you","what":"b"},"clips":["v"],"k":1}]
            """);
        var info = DatasetInfo.Read(folder["dataset_info.json"], "mine");
        var example = Assert.Single(new Dataset(info.File, info.Format).Examples());
        Assert.Equal("q", example.Prompt.Question);
        var row = info.Format.Write(example).ToJsonString();
        Assert.True(JsonElement.DeepEquals(
            JsonDocument.Parse(row).RootElement, JsonDocument.Parse(File.ReadAllText(info.File)).RootElement[0]), row);
        foreach (var (name, fault) in new[] { ("out", "expected a file inside"), ("odd", "expected formatting"), ("none", "expected an entry") })
            Assert.Contains(fault, Assert.Throws<InvalidDataException>(
                () => DatasetInfo.Read(folder["dataset_info.json"], name)).Message);
    }

    [Fact]
    public async Task A_file_is_validated_before_it_is_used()
    {
        using var folder = new Folder();
        folder.Write("v.mp4");
        File.WriteAllText(folder["r"], string.Join('\n',
            """{"question":"<image>\nWhat swims?","answer":"A goose.","pred":"A dog.","answer_masked":"A <MASK> goose </MASK>.","pred_masked":"A <MASK> dog </MASK>.","sample_id":"s1","video":"v.mp4","src":"it"}""",
            """{"question":"q","answer":"A goose.","pred":"A dog.","answer_masked":"A.","pred_masked":"A dog.","sample_id":"s2","video":"v.mp4"}""",
            """{"question":"q","answer":"a","pred":"b","answer_masked":"a","pred_masked":"b","sample_id":"s3","video":"w.mp4"}""",
            """{"question":"q","answer":"a","pred":"b","answer_masked":"a","pred_masked":"b","sample_id":"s4","video":"../v.mp4"}""",
            """{"question":"q","answer":"a","pred":"b","answer_masked":"a","pred_masked":"b","sample_id":"s1","video":"v.mp4"}"""));
        var data = new Dataset(folder["r"], new DatasetFormat.SelfAlignment(ClipField.Video));
        await Verifier.Verify(
            $"{Validation.Of(data, new MediaFolder(folder.FullName))}".Replace(folder.FullName, "DATA", StringComparison.Ordinal));
    }

    /// <summary>The released files have none; ours may.</summary>
    [Fact]
    public void A_pair_about_frame_files_is_read_as_it_was_written()
    {
        using var folder = new Folder();
        var data = new Dataset(folder["pairs.json"], new DatasetFormat.SelfAlignment(ClipField.MediaPath));
        foreach (Media clip in (Media[])[new Media.FrameFiles(["a/1.png", "a/2.png"]), new Media.Video("a.mp4")])
        {
            var pair = new Example.Preferred(
                "p", new Prompt([new Turn(Role.User, "<video>\nWhat swims?")], [clip]), new Answer("A goose."),
                [new Answer("A dog.")], [], null, []);
            data.Write([pair]);
            Assert.Equal([pair], data.Examples());
        }
    }

    [Fact]
    public void Real_files_load()
    {
        foreach (var path in Fixtures.Files("sharegpt-dpo-120.json"))
        {
            var data = Dataset.Open(path);
            Assert.Equal("llama-factory/sharegpt", data.Format.Name);
            Assert.Equal((120, 120), (Validation.Of(data, null).Ledger.Count, Validation.Of(data, null).Ledger.Used));
        }

        foreach (var path in Fixtures.Files("mllm-video-sft.json"))
        {
            var folder = Path.GetDirectoryName(path)!;
            var valid = Validation.Of(Dataset.Open(path), new MediaFolder(folder, Path.GetDirectoryName(folder)!));
            Assert.Equal(("sft/messages", 3, 3), (valid.Dataset.Format.Name, valid.Ledger.Count, valid.Ledger.Used));
        }
    }
}
