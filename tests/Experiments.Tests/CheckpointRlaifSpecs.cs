using System.Text.Json;
using Kit.Data.Datasets;
using Kit.Data.Video;
using Kit.Evaluate;
using Kit.Models.Generation;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.Rlaif;
using Kit.Report.Rlaif;
using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Train.Rollouts;
using Kit.Video;

namespace Experiments.Tests;

/// <summary>VLM-RLAIF of a published checkpoint at toy size on real clips, by a judge whose every word is known: from
/// questions to a policy's adapter.</summary>
public sealed class CheckpointRlaifSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-rlaif-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("llava-onevision-video")]
    [InlineData("llava-next-video")]
    [InlineData("qwen2-vl-video")]
    public async Task From_questions_to_an_adapter_and_again_from_what_stands(string family)
    {
        if (TinyCheckpoint.Fixtures is null) return;
        var plan = Plan(family);
        var result = await new CheckpointRlaif(plan, Out).RunAsync(new Heard());
        Assert.Equal(2 * Questionnaire.Each + 1, result.Asked);
        Assert.Equal((result.Ledger.Used, 2 * Questionnaire.Each + 2), (result.Pairs, result.Ledger.Count));
        foreach (var lost in new[] { "broken.mp4", "dropped: unreadable-video", "gone" })
            Assert.Contains(lost, File.ReadAllText(Path.Combine(Out, "ledger.txt")), StringComparison.Ordinal);
        Assert.Equal([0.25, 0.5, 1], result.Rewards.Select(fit => fit.Share));
        Assert.Equal((2, Questionnaire.Each), (result.Policy.Steps.Count, result.Policy.Before.Questions));
        Assert.Equal(Questionnaire.Each, result.Taught);
        var records = Dataset.Open(result.Records);
        Assert.Equal(("vlm-rlaif/rm", result.Pairs), (records.Format.Name, records.Examples().Count()));
        Assert.Equal(result.Pairs, Validation.Of(records, new MediaFolder(Out)).Ledger.Used);
        foreach (var clip in records.Examples().Select(one => Assert.Single(one.Prompt.Media)).Distinct()) Shown(plan, clip);
        Assert.Contains("evaluate.cs", CheckpointRlaifReport.From(result, []).ToMarkdown(), StringComparison.Ordinal);
        var heard = new Heard();
        var again = await new CheckpointRlaif(plan with { Judge = Generator.From("longer", Unasked) }, Out).RunAsync(heard);
        Assert.Equal(JsonSerializer.Serialize(result.Policy), JsonSerializer.Serialize(again.Policy));
        Assert.Equal(result.Rewards, again.Rewards);
        Assert.Equal(["clips seen"], heard.Advances.Select(one => one.Stage).Distinct());
        Assert.NotEqual(TinyCheckpoint.Answer(Assistant.Load(plan.Model, Placement.Cpu), frames: 4),
            TinyCheckpoint.Answer(Assistant.Load(plan.Model, result.Adapter, Placement.Cpu), frames: 4));
    }

    /// <summary>Every life but the last is cut off behind a checkpoint: of the reward model, of the policy's init, of the
    /// policy's run.</summary>
    [Fact]
    public async Task A_run_that_was_cut_off_ends_in_the_weights_of_one_that_was_not()
    {
        if (TinyCheckpoint.Fixtures is null) return;
        var plan = Plan("qwen2-vl-video") with { SaveEvery = 1, SaveStepsEvery = 1, Shares = [1] };
        var whole = await new CheckpointRlaif(plan, Path.Combine(folder, "whole")).RunAsync(new Heard());
        foreach (var stage in Stages)
            await Assert.ThrowsAsync<OperationCanceledException>(() => new CheckpointRlaif(plan, Out).RunAsync(
                Heard.Until(advance => advance.Stage == stage && advance.Done == 2)));
        var heard = new Heard();
        var cut = await new CheckpointRlaif(plan, Out).RunAsync(heard);
        Assert.Equal(2, heard.Advances.First(one => one.Stage == "PPO").Done);     // the first rollout stood
        Assert.DoesNotContain(heard.Advances, one => one.Stage == Stages[0] || one.Stage == Stages[1]);
        Assert.Equal(JsonSerializer.Serialize(whole.Policy with { Seconds = 0 }), JsonSerializer.Serialize(cut.Policy with { Seconds = 0 }));
        Assert.Equal(whole.Rewards, cut.Rewards);
        Assert.Equal(TinyCheckpoint.Weights(whole.Adapter), TinyCheckpoint.Weights(cut.Adapter));
        Assert.Equal(Kept(Path.Combine(folder, "whole")), Kept(Out));
        Assert.Empty(Directory.GetDirectories(Path.Combine(Out, "running")));
    }

    /// <summary>What the next life does not do again was on disk.</summary>
    [Fact]
    public async Task Reward_model_and_init_go_on_behind_their_checkpoints()
    {
        if (TinyCheckpoint.Fixtures is null) return;
        var plan = Plan("llava-onevision-video") with { SaveStepsEvery = 1, Shares = [1] };
        var first = new List<int>();
        foreach (var stage in Stages.Take(2).SelectMany(stage => new[] { stage, stage }))
        {
            var heard = Heard.Until(advance => advance.Stage == stage && advance.Done >= 2);
            await Assert.ThrowsAsync<OperationCanceledException>(() => new CheckpointRlaif(plan, Out).RunAsync(heard));
            first.Add(heard.Advances.First(one => one.Stage == stage).Done);
        }

        Assert.Equal([1, 2, 1, 2], first);
        Assert.Single(Directory.GetDirectories(Path.Combine(Out, "running")));     // the init's; the reward model's is gone
    }

    [Fact]
    public async Task Without_true_answers_the_init_is_skipped_and_says_so()
    {
        if (TinyCheckpoint.Fixtures is null) return;
        var plan = Plan("llava-onevision-video");
        var asked = new Dataset(Path.Combine(folder, "asked.jsonl"), DatasetFormat.Named("trl/unpaired-conversational"));
        asked.Write(plan.Data.Examples().Select(one => new Example.Labelled(
            one.Id, one.Prompt, new Kit.Pairs.Answer("No."), Label.Undesirable, [])));
        var result = await new CheckpointRlaif(plan with { Data = asked, Shares = [1] }, Out).RunAsync(new Heard());
        Assert.Equal(0, result.Taught);
        Assert.Contains(
            "skipped: the file tells no true answers", CheckpointRlaifReport.From(result, []).ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ties_and_settings_that_mean_nothing_are_refused_by_name()
    {
        if (TinyCheckpoint.Fixtures is null) return;
        var plan = Plan("llava-onevision-video");
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => new CheckpointRlaif(
            plan with { Parts = 9, Minimum = 1, Shares = [] }, Out).RunAsync(new Heard()));
        foreach (var fault in new[] { "as many frames as parts, got 4", "2 pairs or more, got 1", "shares above 0" })
            Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
        var tied = await Assert.ThrowsAsync<InvalidDataException>(() => new CheckpointRlaif(
            plan with { Judge = Generator.From("first", _ => "Output A"), Parts = 0 }, Out).RunAsync(new Heard()));
        foreach (var part in new[] { "expected at least 2 decided pairs, got 0", "dropped: tie" })
            Assert.Contains(part, tied.Message, StringComparison.Ordinal);
    }

    private static readonly string[] Stages = ["reward model of 100 % of the pairs", "policy init", "PPO"];

    /// <summary>The weights that trainings left, by their paths.</summary>
    private static SortedDictionary<string, string> Kept(string place) => new(Directory
        .EnumerateFiles(Path.Combine(place, "weights"), "*.safetensors", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(place, file), file => Convert.ToHexString(File.ReadAllBytes(file))));

    private string Out => Path.Combine(folder, "out");

    private CheckpointRlaifPlan Plan(string family) => new(
        TinyCheckpoint.Write(family, Path.Combine(folder, family)), Questionnaire.Write(folder),
        Path.Combine(folder, "videos"), Seed: 1)
    {
        Frames = new FramePlan.Uniform(4), Parts = 2, Minimum = 2, Lora = Lora.Decoder.WithRank(8, 32),
        Judge = Generator.From("longer", asked => Questionnaire.Longer(asked.Wording.User)),
        Drawing = Decoding.Sampled.WithLimit(4), Telling = Decoding.Greedy.WithLimit(4), Cache = Path.Combine(folder, "cache"),
        Schooling = new Optimization(1e-2, BatchSize: 2, Epochs: 1, new Schedule(Decay.Constant), Order: Order.AsGiven),
        Rollouts = RolloutTraining.Ppo(
            Decoding.Sampled.WithLimit(4),
            new Optimization(1e-2, BatchSize: 2, Epochs: 2, new Schedule(Decay.Constant), MaxSteps: 2), questions: 4, seed: 1),
    };

    private static string Unasked(Inquiry asked) => throw new InvalidOperationException($"{asked.Draft} was asked again");

    /// <summary>The pictures of a record are the clip's frames.</summary>
    private void Shown(CheckpointRlaifPlan plan, Media clip)
    {
        var pictures = new MediaFolder(Out).Resolve(clip).Open();
        var film = VideoFile.Open(Path.Combine(plan.Videos, clip.Files[0].Split('/')[1]));
        Assert.Equal(film.Read(plan.Frames, pictures.Size).Rgb.ToArray(), pictures.ReadFrames([0, 1, 2, 3]).Rgb.ToArray());
        Assert.Equal(Math.Min(336, Math.Min(film.Height, film.Width)), Math.Min(pictures.Height, pictures.Width));
    }
}
