using System.Text.Json;
using Kit.Data.Datasets;
using Kit.Data.Video;
using Kit.Evaluate;
using Kit.Models.Generation;
using Kit.Pipelines;
using Kit.Pipelines.Alignment;
using Kit.Report;
using Kit.Report.Runs;
using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Train.Saving;
using Kit.Video;

namespace Experiments.Tests;

/// <summary>dotnet run experiments/align.cs: pairs about real clips and a published checkpoint at toy size, to an
/// adapter.</summary>
public sealed class AlignSpecs : IDisposable
{
    /// <summary>A script that hangs would be waited for for ever; no machine is that slow.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private readonly string folder = Directory.CreateTempSubdirectory("kit-align-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("llava-onevision-video", "dpo")]
    [InlineData("llava-next-video", "Dpo.With(Logistic(beta: 0.2)) + 0.01 * TokenKL")]
    [InlineData("qwen2-vl-video", "rrpo")]
    public void A_checkpoint_of_every_family_is_aligned_and_answers_with_its_adapter(string family, string loss)
    {
        if (TinyCheckpoint.Fixtures is not { } fixtures) return;    // the fixtures' weights and clips are not ours to ship
        var plan = Plan(family, loss, epochs: 3);
        using (var alignment = Alignment.Open(plan, new Heard()))
        using (var log = RunLog.Open(Out))
        {
            var card = alignment.Card();
            Assert.Equal((3, 2, 6), (card.Length.Pairs, card.Length.Clips, card.Length.Steps));
            Assert.Equal((3, 1), (card.Ledger.Used, card.Ledger.Dropped));
            Assert.Single(card.First.Prompt, token => token.Part == Part.Visual);
            Assert.Equal("woman", string.Concat(card.First.Chosen.Where(token => token.Part == Part.Span).Select(t => t.Text)));
            Assert.Contains("A woman sings.", string.Concat(card.First.Chosen.Select(token => token.Text)), StringComparison.Ordinal);
            Assert.True(card.Forecast is { Operations: > 0, Speed: > 0 });
            alignment.Refer(new Heard());
            TrainingView.Show(OutputConsole.Plain(TextWriter.Null), log, alignment.Train);
            alignment.Save(Path.Combine(Out, "adapter"));
            RunReport.From(card, log).WriteHtml(Path.Combine(Out, "report.html"));
        }

        var steps = Steps();
        Assert.Equal(6, steps.Count);
        Assert.Equal(Math.Log(2), steps[0]["loss"], 4);
        Assert.Equal(0, steps[0]["rewards/margins"], 4);
        Assert.True(steps[^1]["rewards/margins"] > 0.01, $"{steps[^1]["rewards/margins"]}");
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(Out, "report.html")), StringComparison.Ordinal);
        Assert.NotEqual(TinyCheckpoint.Answer(Assistant.Load(plan.Model, Placement.Cpu), frames: 2),
            TinyCheckpoint.Answer(Assistant.Load(plan.Model, Path.Combine(Out, "adapter"), Placement.Cpu), frames: 2));
    }

    [Theory]
    [InlineData("llava-onevision-video")]
    [InlineData("qwen2-vl-video")]
    public void A_clip_may_be_a_folder_or_a_list_of_frames(string family)
    {
        if (TinyCheckpoint.Fixtures is not { } fixtures) return;
        var names = Frames(Path.Combine(fixtures, "videos", "mllm-1.mp4"), "clips/woman");
        Frames(Path.Combine(fixtures, "videos", "mllm-3.mp4"), "clips/spoilt");
        File.WriteAllText(Path.Combine(folder, "clips/spoilt/frame_3.png"), "no picture");
        var whole = Plan(family, "dpo", epochs: 5);
        AlignmentPlan About(string name, params object[] clips) => whole with
        {
            Data = Dataset.Open(Trl(name, clips)), Videos = Path.Combine(folder, "clips"), Folder = null,
        };
        var (adapters, seen) = (new List<byte[]>(), new List<int>());
        foreach (var plan in new[] { About("folder", "woman", "woman", "spoilt"), About("list", names, names) })
        {
            var before = Cached(plan);
            using var alignment = Alignment.Open(plan, new Heard());
            seen.Add(Cached(plan) - before);
            var card = alignment.Card();
            Assert.Equal((2, 1), (card.Length.Pairs, card.Length.Clips));
            Assert.True(card.First.Clip is "woman" or "4 frames, woman/frame_1.png to woman/frame_10.png", card.First.Clip);
            if (adapters.Count == 0) Assert.Contains("clips/spoilt/frame_3.png: picture: expected PNG",
                Assert.Single(alignment.Ledger.Entries.Select(one => one.Fate).OfType<Kit.Pairs.Fate.Failed>()).Error,
                StringComparison.Ordinal);
            alignment.Refer(new Heard());
            var steps = new Kept();
            alignment.Train(steps);
            Assert.Equal(Math.Log(2), steps.Metrics[0]["loss"], 4);
            Assert.True(steps.Metrics[^1]["rewards/margins"] > 0.01, $"{steps.Metrics[^1]["rewards/margins"]}");
            alignment.Save(Path.Combine(Out, "adapter"));
            adapters.Add(TinyCheckpoint.Weights(Path.Combine(Out, "adapter")));
        }

        Assert.True(seen is [> 0, 0], $"{seen[0]}, {seen[1]}"); // the visual tokens of the folder serve the list
        Assert.Equal(adapters[0], adapters[1]);
    }

    [Fact]
    public void A_script_that_was_killed_goes_on_to_the_adapter_of_a_run_that_was_not()
    {
        if (TinyCheckpoint.Fixtures is not { } fixtures) return;
        var plan = Plan("qwen2-vl-video", "rrpo", epochs: 20);
        using (var alignment = Alignment.Open(plan with { Folder = null, Cache = Path.Combine(folder, "elsewhere") }, new Heard()))
        {
            alignment.Refer(new Heard());
            alignment.Train(new Heard());
            alignment.Save(Path.Combine(folder, "whole"));
        }

        string[] settings = [.. Arguments(fixtures, plan), "--loss", "rrpo", "--epochs", "20", "--save-every", "1"];
        for (var tries = 0; tries == 0 || (tries < 9 && IsOver); tries++) Kill(settings);    // too late: once more
        Assert.False(IsOver, "it ended before it was killed");
        var (exit, output, error) = Script.Run("align.cs", [.. settings, "--resume"]);
        Assert.True(exit == 0, output + error);
        foreach (var part in new[] { "went on after step", "unreadable-video  1  gone", "visual", "FLOP", "40/40 steps" })
            Assert.Contains(part, output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
        Assert.Equal(Enumerable.Range(0, 40), Steps().Select(step => (int)step["step"]));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(Out, "events"), "*tfevents*").Length);
        Assert.Equal(
            TinyCheckpoint.Weights(Path.Combine(folder, "whole")),
            TinyCheckpoint.Weights(Path.Combine(Out, "adapter")));
    }

    [Fact]
    public void A_broken_record_is_refused_in_one_line_before_anything_is_written()
    {
        if (TinyCheckpoint.Fixtures is not { } fixtures) return;
        var plan = Plan("llava-onevision-video", "dpo", epochs: 1);
        File.AppendAllText(plan.Data.Path, """{"sample_id": "bad", "video": "mllm-1.mp4", "question": "?", "answer": 3}""" + "\n");
        var (exit, _, error) = Script.Run("align.cs", Arguments(fixtures, plan));
        Assert.Equal(2, exit);
        Assert.Single(error.Trim().Split('\n'));
        foreach (var part in new[] { $"{plan.Data.Path}, record bad", "answer: expected a text, got 3" })
            Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public void What_cannot_be_trained_on_is_refused_by_name()
    {
        if (TinyCheckpoint.Fixtures is null) return;
        var plan = Plan("llava-onevision-video", "dpo", epochs: 1);
        (AlignmentPlan Plan, string Fault)[] refusals =
        [
            (plan with { Minimum = 4 }, "expected at least 4 usable pairs, got 3: dropped: unreadable-video 1 (gone)"),
            (plan with { Limit = new LengthLimit(30) }, "pair a1: expected at most 30 tokens, got"),
            (plan with { Objective = Kit.Papers.Mdpo }, "loss: expected one over a chosen and a rejected answer, got one that reads"),
            (plan with { Start = new Start.Adapter(folder) }, "adapter_config.json"),
        ];
        foreach (var (refused, fault) in refusals)
            Assert.Contains(fault, Assert.ThrowsAny<Exception>(() => Alignment.Open(refused, new Heard())).Message,
                StringComparison.Ordinal);
        using var dropped = Alignment.Open(
            plan with { Limit = new LengthLimit(50, Longer.Dropped), Objective = Kit.Papers.Rrpo }, new Heard());
        Assert.Contains(dropped.Ledger.Summary, row => row.Heading == "dropped: too-long" && row.Count > 0);
    }

    private AlignmentPlan Plan(string family, string loss, int epochs) => new(
        TinyCheckpoint.Write(family, Path.Combine(folder, family)), Dataset.Open(Pairs()),
        Path.Combine(TinyCheckpoint.Fixtures!, "videos"), Kit.Objective.Parse(loss),
        new Optimization(5e-3, BatchSize: 2, epochs, new Schedule(Decay.Cosine)),
        new Start.Fresh(Lora.Decoder.WithRank(16, 32)), Seed: 1)
    {
        Frames = new FramePlan.Uniform(2), Cache = Path.Combine(folder, "cache"), MicroBatch = 2,
        Folder = new RunFolder(Path.Combine(Out, "checkpoints"), Every: 2),
    };

    private string Out => Path.Combine(folder, "out");

    private bool IsOver => Directory.Exists(Path.Combine(Out, "adapter"));

    /// <summary>Begins a run and kills it when its first checkpoint stands.</summary>
    private void Kill(string[] settings)
    {
        if (Directory.Exists(Out)) Directory.Delete(Out, recursive: true);
        using var run = Script.Start("align.cs", settings);
        SpinWait.SpinUntil(() => run.HasExited || Checkpoints.In(Path.Combine(Out, "checkpoints")).Count > 0, Patience);
        if (!run.HasExited) run.Kill(entireProcessTree: true);
        run.WaitForExit();
    }

    private string[] Arguments(string fixtures, AlignmentPlan plan) =>
    [
        "--model", plan.Model, "--data", plan.Data.Path, "--videos", Path.Combine(fixtures, "videos"), "--frames", "2",
        "--batch", "2", "--lr", "5e-3", "--out", Out, "--cache", plan.Cache, "--device", "cpu",
    ];

    /// <summary>RRPO's format; the clip of the last is not there.</summary>
    private string Pairs()
    {
        (string Id, string Video, string Question, string Chosen, string Rejected)[] pairs =
        [
            ("a1", "mllm-1.mp4", "What happens?", "A <MASK>woman</MASK> sings.", "A <MASK>man</MASK> sings."),
            ("a2", "mllm-1.mp4", "Who?", "A <MASK>girl</MASK>.", "A <MASK>dog</MASK>."),
            ("a3", "mllm-3.mp4", "Where?", "<MASK>On a road</MASK>.", "<MASK>At sea</MASK>."),
            ("gone", "gone.mp4", "Where?", "<MASK>Here</MASK>.", "<MASK>There</MASK>."),
        ];
        var path = Path.Combine(folder, "pairs.jsonl");
        File.WriteAllLines(path, pairs.Select(pair => JsonSerializer.Serialize(new
        {
            sample_id = pair.Id, video = pair.Video, question = $"<image>\n{pair.Question}",
            answer = Bare(pair.Chosen), pred = Bare(pair.Rejected), answer_masked = pair.Chosen, pred_masked = pair.Rejected,
        })));
        return path;
    }

    private static int Cached(AlignmentPlan plan) => Directory.Exists(plan.Cache)
        ? Directory.GetFiles(plan.Cache, "*", SearchOption.AllDirectories).Length : 0;

    /// <summary>Four frames of a video as pictures; their names, in order, below the folder of clips.</summary>
    private string[] Frames(string video, string clip)
    {
        Directory.CreateDirectory(Path.Combine(folder, clip));
        var frames = VideoFile.Open(video).Read(new FramePlan.Uniform(4));
        string[] names = ["frame_1.png", "frame_2.png", "frame_3.png", "frame_10.png"];
        foreach (var (n, name) in names.Index()) File.WriteAllBytes(Path.Combine(folder, clip, name), Png.From(frames, n));
        return [.. names.Select(name => $"{Path.GetFileName(clip)}/{name}")];
    }

    /// <summary>Pairs of TRL's format; a clip is a path or a list of them.</summary>
    private string Trl(string name, object[] clips)
    {
        var path = Path.Combine(folder, $"{name}.jsonl");
        File.WriteAllLines(path, clips.Index().Select(one => JsonSerializer.Serialize(new
        {
            prompt = new[] { new { role = "user", content = $"<video>What is in {one.Index}?" } },
            chosen = new[] { new { role = "assistant", content = "A woman." } },
            rejected = new[] { new { role = "assistant", content = "A dog." } },
            videos = new[] { one.Item },
        })));
        return path;
    }

    private static string Bare(string marked) => marked.Replace("<MASK>", "", StringComparison.Ordinal)
        .Replace("</MASK>", "", StringComparison.Ordinal);

    private List<Dictionary<string, double>> Steps() => [.. File.ReadLines(Path.Combine(Out, "metrics.jsonl"))
        .Select(line => JsonSerializer.Deserialize<Dictionary<string, double>>(line)!)];

    private sealed class Kept : IProgress<StepReport>
    {
        public List<IReadOnlyDictionary<string, double>> Metrics { get; } = [];

        public void Report(StepReport value) => Metrics.Add(value.Metrics);
    }
}
