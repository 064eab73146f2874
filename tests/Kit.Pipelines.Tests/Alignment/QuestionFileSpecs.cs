using System.Text.Json;
using Kit.Data.Datasets;
using Kit.Data.Video;
using Kit.Evaluate.Running;
using Kit.Pipelines.Alignment;
using Kit.Pipelines.Tests.Recipes;
using Kit.Video;
using Clips = Kit.Pipelines.Recipes.Clips;

namespace Kit.Pipelines.Tests.Alignment;

/// <summary>From a training file to questions: each has a fate, and its truth where the file tells one.</summary>
public sealed class QuestionFileSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public QuestionFileSpecs()
    {
        File.WriteAllText(Path.Combine(folder.Path, "a.mp4"), "");
        Directory.CreateDirectory(Path.Combine(folder.Path, "frames"));
        foreach (var n in Enumerable.Range(1, 50)) File.WriteAllText(Path.Combine(folder.Path, "frames", $"{n}.jpg"), "");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_question_has_a_fate()
    {
        var file = Read("""
            {"messages": [{"role": "user", "content": "<video>Who?"}, {"role": "assistant", "content": "Ann."}], "videos": ["a.mp4"]}
            {"messages": [{"role": "user", "content": "<video>Who?"}, {"role": "assistant", "content": "Ann."}], "videos": ["b.mp4"]}
            {"messages": [{"role": "user", "content": "<video>Who?"}, {"role": "assistant", "content": "Ann."}], "videos": ["frames"]}
            {"messages": [{"role": "user", "content": "Who?"}, {"role": "assistant", "content": "Ann."}], "videos": []}
            {"messages": [{"role": "user", "content": "<video>"}, {"role": "assistant", "content": "Ann."}], "videos": ["a.mp4"]}
            """);
        Assert.Equal(
            ["#1 (a.mp4): question = Who?, truth = Ann.", "#3 (frames): question = Who?, truth = Ann."],
            file.Drafts.Select(one => $"{one}"));
        Assert.Equal(
            [
                "#2 dropped: unreadable-video", "#4 dropped: no-video", "#5 dropped: no-question",
            ],
            file.Ledger.Entries.Select(entry => $"{entry.Id} {entry.Fate}"));
    }

    /// <summary>One image stands for all frames of the clip.</summary>
    [Theory]
    [InlineData("vlm-rlaif/sft", "\"id\": \"x\"", "", "Ann.")]
    [InlineData("vlm-rlaif/rl", "\"uid\": 7", "", null)]
    [InlineData("vlm-rlaif/rm", "\"id\": \"x\"", """
        , "output_1": {"from": "gpt", "value": "Bob."}, "output_2": {"from": "gpt", "value": "Eve."}, "preference": 2
        """, "Eve.")]
    public void Official_records_with_fifty_frames_are_asked_about_them(string format, string id, string more, string? truth)
    {
        string[] frames = [.. Enumerable.Range(1, 50).Select(n => $"frames/{n}.jpg")];
        var row = $$"""{{{id}}, "conversations": [{"from": "human", "value": "<image>\nWho?"}, {"from": "gpt", "value": "Ann."}], "images": {{JsonSerializer.Serialize(frames)}}{{more.Trim()}}}""";
        var path = Path.Combine(folder.Path, "rows.json");
        File.WriteAllText(path, $"[{row}]");
        var data = Dataset.Open(path);
        Assert.Equal(format, data.Format.Name);
        var draft = QuestionFile.Read(data, new MediaFolder(folder.Path)).Drafts.Single();
        Assert.Equal(("Who?", truth), (draft["question"], draft.Has("truth") ? draft["truth"] : null));
        Assert.Equal(frames, ClipText.ToMedia(draft.Clip).Files);
        File.Delete(Path.Combine(folder.Path, "frames", "50.jpg"));
        Assert.Equal(1, QuestionFile.Read(data, new MediaFolder(folder.Path)).Ledger.Dropped);
    }

    /// <summary>Recipes look clips up in a folder of videos by the text that stands in the draft.</summary>
    [Fact]
    public void The_clip_of_a_draft_is_what_a_recipe_shows()
    {
        foreach (var n in new[] { 1, 2, 3 })
            File.WriteAllBytes(Path.Combine(folder.Path, "frames", $"{n}.jpg"), Png.From(new byte[] { (byte)n, 0, 0 }, 1, 1));
        var file = Read("""
            {"messages": [{"role": "user", "content": "<video>Who?"}, {"role": "assistant", "content": "Ann."}], "videos": [["frames/3.jpg", "frames/1.jpg"]]}
            """);
        var clips = Clips.From(new VideoFolder(folder.Path), new FramePlan.Uniform(2));
        Assert.Equal([3, 0, 0, 1, 0, 0], clips.Read(file.Drafts.Single().Clip).Rgb.ToArray());
    }

    [Fact]
    public void The_truth_is_the_preferred_answer_and_of_a_conversation_the_first()
    {
        Assert.Equal(("Who?", "Ann"), Only("""
            {"sample_id": "1", "video": "a.mp4", "question": "<image>\nWho?", "answer": "Ann", "pred": "Bob", "answer_masked": "<MASK>Ann</MASK>", "pred_masked": "<MASK>Bob</MASK>"}
            """));
        Assert.Equal(("Who?", "Ann."), Only("""
            {"messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "<video>Who?"}, {"role": "assistant", "content": "Ann."}, {"role": "user", "content": "Why?"}, {"role": "assistant", "content": "So."}], "videos": ["a.mp4"]}
            """));
    }

    [Theory]
    [InlineData("Which?\nA. red\nB. blue\nC. green", "red|blue|green")]
    [InlineData("Which?\n(A) red car\n(B) blue: one", "red car|blue: one")]
    [InlineData("Which?\nA) red\nC) blue", "")]
    [InlineData("Which?\nA: red", "")]
    [InlineData("I am. You are.", "")]
    public void Options_are_those_that_the_question_lists(string question, string options) =>
        Assert.Equal(options, string.Join('|', ListedOptions.In(question)));

    [Fact]
    public void Listed_options_go_into_the_draft() => Assert.Equal("red\nblue", Read("""
        {"messages": [{"role": "user", "content": "<video>Which?\n(A) red\n(B) blue"}, {"role": "assistant", "content": "(A) red"}], "videos": ["a.mp4"]}
        """).Drafts.Single()["options"]);

    [Fact]
    public void Questions_without_a_truth_may_be_asked_but_not_judged()
    {
        var file = Read("""
            {"prompt": [{"role": "user", "content": "<video>Who?"}], "completion": [{"role": "assistant", "content": "Bob."}], "label": false, "videos": ["a.mp4"]}
            """);
        Assert.False(file.Drafts.Single().Has("truth"));
        Assert.Equal(["#1 dropped: no-true-answer"], file.Answered().Ledger.Entries.Select(one => $"{one.Id} {one.Fate}"));
        Assert.Empty(file.Answered().Drafts);
    }

    [Fact]
    public void One_id_twice_is_refused_by_name()
    {
        const string Row =
            """{"sample_id": "x", "video": "a.mp4", "question": "Who?", "answer": "Ann", "pred": "Bob", "answer_masked": "Ann", "pred_masked": "Bob"}""";
        Assert.Contains("record x: expected an id of its own",
            Assert.Throws<InvalidDataException>(() => Read($"{Row}\n{Row}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void As_many_as_are_wanted() => Assert.Single(Read("""
        {"messages": [{"role": "user", "content": "<video>Who?"}, {"role": "assistant", "content": "Ann."}], "videos": ["a.mp4"]}
        {"messages": [{"role": "user", "content": "<video>Why?"}, {"role": "assistant", "content": "So."}], "videos": ["a.mp4"]}
        """, most: 1).Drafts);

    private (string Question, string Truth) Only(string row)
    {
        var draft = Read(row).Drafts.Single();
        return (draft["question"], draft["truth"]);
    }

    private QuestionFile Read(string rows, int? most = null)
    {
        var path = Path.Combine(folder.Path, "rows.jsonl");
        File.WriteAllText(path, rows + "\n");
        return QuestionFile.Read(Dataset.Open(path), new MediaFolder(folder.Path), most);
    }
}
