using System.Text.Json;
using Kit.Data.Datasets;
using Kit.Data.Video;
using Kit.Evaluate;
using Kit.Models.Generation;
using Kit.Pipelines;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.Rlaif;
using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Video;

namespace Experiments.Tests;

/// <summary>VLM-RLAIF of a published checkpoint at toy size on real clips, by a judge whose every word is known: from
/// questions to a policy's adapter.</summary>
public sealed class CheckpointRlaifSpecs : IDisposable
{
    private const int Questions = 6;

    private static readonly string[] Clips = ["mllm-1.mp4", "mllm-3.mp4"];

    private readonly string folder = Directory.CreateTempSubdirectory("kit-rlaif-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("llava-onevision-video")]
    [InlineData("qwen2-vl-video")]
    public async Task From_questions_to_an_adapter_and_again_from_what_stands(string family)
    {
        if (TinyCheckpoint.Fixtures is not { } fixtures) return;
        var plan = Plan(family);
        var result = await new CheckpointRlaif(plan, Out).RunAsync(new Silent());
        Assert.Equal(2 * Questions + 1, result.Asked);
        Assert.Equal((result.Ledger.Used, 2 * Questions + 2), (result.Pairs, result.Ledger.Count));
        Assert.Contains("broken", File.ReadAllText(Path.Combine(Out, "ledger.txt")), StringComparison.Ordinal);
        Assert.Equal(3, result.Rewards.Count);
        Assert.All(result.Rewards, fit => Assert.InRange(fit.Accuracy, 0, 1));
        Assert.Equal(2, result.Policy.Steps.Count);
        Assert.Equal(Questions, result.Policy.Before.Questions);
        var records = Dataset.Open(result.Records);
        Assert.Equal("vlm-rlaif/rm", records.Format.Name);
        Assert.Equal(result.Pairs, records.Examples().Count());
        var told = new Heard();
        var again = await new CheckpointRlaif(plan with { Judge = Generator.From("longer", _ => throw new InvalidOperationException("asked again")) }, Out)
            .RunAsync(told);
        Assert.Equal(JsonSerializer.Serialize(result.Policy), JsonSerializer.Serialize(again.Policy));
        Assert.Equal(result.Rewards, again.Rewards);
        Assert.DoesNotContain(told.Stages, stage => stage.Contains("reward model", StringComparison.Ordinal) || stage == "PPO");
        Assert.NotEqual(Answer(fixtures, Assistant.Load(plan.Model, Placement.Cpu)),
            Answer(fixtures, Assistant.Load(plan.Model, result.Adapter, Placement.Cpu)));
    }

    [Fact]
    public async Task Too_few_decided_pairs_are_refused_with_the_ledger()
    {
        if (TinyCheckpoint.Fixtures is null) return;
        var ties = Plan("llava-onevision-video") with { Judge = Generator.From("first", _ => "Output A") };
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => new CheckpointRlaif(ties, Out).RunAsync(new Silent()));
        foreach (var part in new[] { "expected at least 2 decided pairs, got 0", "dropped: tie" })
            Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        Assert.Contains("tie", File.ReadAllText(Path.Combine(Out, "ledger.txt")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Out, "adapter")));
    }

    private string Out => Path.Combine(folder, "out");

    /// <summary>The longer answer wins, whatever its place.</summary>
    private static Generator Judge => Generator.From("longer", asked =>
    {
        var (first, second) = (After(asked, "Output A: "), After(asked, "Output B: "));
        return first.Length == second.Length ? string.CompareOrdinal(first, second) > 0 ? "Output A" : "Output B"
            : first.Length > second.Length ? "Output A" : "Output B";
    });

    private static string After(Inquiry asked, string mark) =>
        asked.Wording.User.Split(mark, 2)[1].Split("\n\nOutput", 2)[0];

    private CheckpointRlaifPlan Plan(string family) => new(
        TinyCheckpoint.Write(family, Path.Combine(folder, family)), Dataset.Open(Asked()),
        Path.Combine(folder, "videos"), Seed: 1)
    {
        Frames = new FramePlan.Uniform(4), Parts = 2, Judge = Judge, Minimum = 2, Lora = Lora.Decoder.WithRank(8, 32),
        Drawing = Decoding.Sampled.WithLimit(4), Telling = Decoding.Greedy.WithLimit(4), Cache = Path.Combine(folder, "cache"),
        Schooling = new Optimization(1e-2, BatchSize: 2, Epochs: 1, new Schedule(Decay.Constant), Order: Order.AsGiven),
        Rollouts = Kit.Train.Rollouts.RolloutTraining.Ppo(
            Decoding.Sampled.WithLimit(4),
            new Optimization(1e-2, BatchSize: 2, Epochs: 2, new Schedule(Decay.Constant), MaxSteps: 2), questions: 4, seed: 1),
    };

    /// <summary>Questions with true answers; one clip does not decode, one is not there.</summary>
    private string Asked()
    {
        var videos = Directory.CreateDirectory(Path.Combine(folder, "videos")).FullName;
        foreach (var clip in Clips)
            File.Copy(Path.Combine(TinyCheckpoint.Fixtures!, "videos", clip), Path.Combine(videos, clip), overwrite: true);
        File.WriteAllText(Path.Combine(videos, "broken.mp4"), "no video");
        var rows = Clips.SelectMany(clip => Enumerable.Range(0, Questions).Select(i => (Id: $"{clip[..^4]}-q{i}", Clip: clip)))
            .Append((Id: "broken", Clip: "broken.mp4")).Append((Id: "gone", Clip: "gone.mp4"));
        var path = Path.Combine(folder, "questions.jsonl");
        File.WriteAllLines(path, rows.Select(row => JsonSerializer.Serialize(new
        {
            sample_id = row.Id, video = row.Clip, question = $"<image>\nWhat happens in part {row.Id}?",
            answer = "A man walks.", pred = "A man sings.", answer_masked = "A man <MASK>walks</MASK>.",
            pred_masked = "A man <MASK>sings</MASK>.",
        })));
        return path;
    }

    private static Kit.Sequence<int> Answer(string fixtures, Assistant assistant) => (assistant with
    {
        Frames = new FramePlan.Uniform(4), Decoding = Decoding.Greedy.WithLimit(12),
    }).Ask(VideoFile.Open(Path.Combine(fixtures, "videos", "mllm-1.mp4")), ["What happens?"]).Ids[0];

    private sealed class Silent : IProgress<Advance>
    {
        public void Report(Advance value) { }
    }

    private sealed class Heard : IProgress<Advance>
    {
        public HashSet<string> Stages { get; } = [];

        public void Report(Advance value) => Stages.Add(value.Stage);
    }
}
