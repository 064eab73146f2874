using Kit.Pairs;
using Kit.Train.Preference;
using Kit.Train.Rewards;
using Kit.Train.Saving;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Rollouts;

/// <summary>Trainings of reward models that are saved, go on, and refuse what is not theirs.</summary>
public sealed class RewardFolderSpecs : IDisposable
{
    private static readonly RewardTraining Training = new(
        Papers.VlmRlaifReward, new Optimization(2e-2, BatchSize: 4, Epochs: 2, new Schedule(Decay.Cosine)), Seed: 1);

    private static readonly int Steps = Training.Optimization.Steps(Given.Pairs);

    private readonly string root = Directory.CreateTempSubdirectory("kit-rewards-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    /// <summary>Killed before the checkpoint of a step is written, and between checkpoints.</summary>
    [Theory, InlineData(1), InlineData(2)]
    public void Interrupted_is_uninterrupted_bit_for_bit(int every)
    {
        var whole = Run(null, until: Steps, Path.Combine(root, "whole"));
        Assert.Equal(Steps, whole.Count);
        var heard = new List<PreferenceStep>();
        foreach (var until in new[] { 1, 3, Steps })
            heard.AddRange(Run(new RunFolder(Path.Combine(root, "running"), every), until, Path.Combine(root, "cut")));
        Assert.InRange(heard.Count, Steps + 1, 2 * Steps - 1);      // some were run again, not all
        foreach (var step in heard) Assert.Equal(whole[step.Step].Metrics, step.Metrics);
        foreach (var file in new[] { "adapter_model.safetensors", "head.safetensors" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(root, "whole", file)), File.ReadAllBytes(Path.Combine(root, "cut", file)));
    }

    [Fact]
    public void A_training_that_is_over_only_gives_its_weights_back()
    {
        var folder = new RunFolder(Path.Combine(root, "over"), Every: 4);
        Run(folder, Steps, Path.Combine(root, "first"));
        Assert.Empty(Run(folder, Steps, Path.Combine(root, "again")));
        Assert.Equal(File.ReadAllBytes(Path.Combine(root, "first", "head.safetensors")),
            File.ReadAllBytes(Path.Combine(root, "again", "head.safetensors")));
        folder.Remove();
        Assert.False(Directory.Exists(folder.Path));
        folder.Remove();
    }

    [Fact]
    public void Another_training_is_refused_and_what_differs_is_named()
    {
        var folder = new RunFolder(Path.Combine(root, "run"), Every: 1);
        Run(folder, until: 2, Path.Combine(root, "out"));
        var refused = Assert.Throws<InvalidDataException>(
            () => Run(folder, Steps, Path.Combine(root, "out"), Training with { Seed = 2 }, rubric: [7]));
        foreach (var part in new[] { "checkpoint of this run", "seed", "rubric" })
            Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        Assert.Contains("pairs", Assert.Throws<InvalidDataException>(() => Run(
            folder, Steps, Path.Combine(root, "out"), other: pair => pair.Swap())).Message, StringComparison.Ordinal);
        Assert.Contains("Keep of 1 or more", Assert.Throws<ArgumentException>(
            () => Run(folder with { Keep = 0 }, Steps, Path.Combine(root, "out"))).Message, StringComparison.Ordinal);
    }

    /// <summary>A life of the training in a model of its own; it is killed after it told of a step and before it is
    /// saved.</summary>
    private static List<PreferenceStep> Run(
        RunFolder? folder, int until, string target, RewardTraining? training = null, Sequence<int>? rubric = null,
        Func<EncodedPair, EncodedPair>? other = null)
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var data = Given.Data(model);
        using var critic = Critic.Create(model.Language, Given.Lora.WithDropout(0.2), 1, "reward");
        var (killer, reward) = (new Killer(until), new RewardModel(critic, rubric ?? [7, 8]));
        EncodedPair[] pairs = [.. data.Pairs.Select(other ?? (pair => pair))];
        try
        {
            if (folder is null) (training ?? Training).Train(reward, pairs, data.Media, killer);
            else (training ?? Training).Train(reward, pairs, data.Media, folder, killer);
            critic.Save(target);
        }
        catch (OperationCanceledException)
        {
            Assert.True(until < Steps);
        }

        return killer.Heard;
    }

    private sealed class Killer(int until) : IProgress<PreferenceStep>
    {
        public List<PreferenceStep> Heard { get; } = [];

        public void Report(PreferenceStep value)
        {
            Heard.Add(value);
            if (value.Step == until && until < Steps) throw new OperationCanceledException();
        }
    }
}
