using Kit.Torch.Layers;
using Kit.Train.Rewards;
using Kit.Train.Rollouts;
using Kit.Train.Saving;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Rollouts;

/// <summary>Rollout runs that are saved, go on, and refuse what is not theirs.</summary>
public sealed class RolloutFolderSpecs : IDisposable
{
    private const int Rollouts = 5;

    private static readonly RolloutTraining Training = RolloutTraining
        .Ppo(Rolling.Decoding, Rolling.Optimization with { MaxSteps = Rollouts, Epochs = Rollouts }, questions: 8, seed: 1)
        .With(Papers.PpoAdvantage).With(new KlControl.Adaptive(Target: 2, Horizon: 40));

    private readonly string root = Directory.CreateTempSubdirectory("kit-rollouts-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    /// <summary>Killed before the checkpoint of a rollout is written, and between checkpoints.</summary>
    [Theory, InlineData(1), InlineData(2)]
    public void Interrupted_is_uninterrupted_bit_for_bit(int every)
    {
        var whole = Run(new RunFolder(Path.Combine(root, "whole"), every), until: Rollouts);
        var heard = new List<RolloutStep>();
        foreach (var until in new[] { 1, 2, 4, Rollouts })
            heard.AddRange(Run(new RunFolder(Path.Combine(root, "cut"), every), until));
        Assert.True(heard.Count > Rollouts, "nothing was run again");
        foreach (var step in heard) Assert.Equal(whole[step.Rollout].Metrics, step.Metrics);
        foreach (var file in new[] { "adapter_model.safetensors", "value.safetensors", "optimizer.safetensors", "trainer_state.json" })
            Assert.Equal(Last("whole", file), Last("cut", file));
    }

    [Fact]
    public void A_run_that_is_over_only_gives_its_weights_back()
    {
        var folder = new RunFolder(Path.Combine(root, "over"), Every: 2);
        Run(folder, until: Rollouts);
        Assert.Empty(Run(folder, until: Rollouts));
    }

    [Fact]
    public void Another_run_is_refused_and_what_differs_is_named()
    {
        var folder = new RunFolder(Path.Combine(root, "run"), Every: 1);
        Run(folder, until: 2);
        var refused = Assert.Throws<InvalidDataException>(() => Run(folder, Rollouts, Training with { Seed = 2, Passes = 3 }));
        foreach (var part in new[] { "checkpoint of this run", "seed", "passes" })
            Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Every of 1 or more", Assert.Throws<ArgumentException>(
            () => Run(folder with { Every = 0 }, Rollouts)).Message, StringComparison.Ordinal);
    }

    private byte[] Last(string run, string file) => File.ReadAllBytes(
        Path.Combine(Checkpoints.In(Path.Combine(root, run))[0], file));

    /// <summary>A life of the run in a model of its own; it is killed after it told of a rollout and before it is
    /// saved.</summary>
    private static List<RolloutStep> Run(RunFolder folder, int until, RolloutTraining? training = null)
    {
        using var cast = new Cast(Given.Lora.WithDropout(0.2));
        var killer = new Killer(until);
        try
        {
            (training ?? Training).Train(
                cast.Roles, replies => [.. replies.Select(r => (double)r.Ids.Count)], Rolling.Questions(cast.Model, 12),
                folder, killer);
        }
        catch (OperationCanceledException)
        {
            Assert.True(until < Rollouts);
        }

        return killer.Heard;
    }

    private sealed class Killer(int until) : IProgress<RolloutStep>
    {
        public List<RolloutStep> Heard { get; } = [];

        public void Report(RolloutStep value)
        {
            Heard.Add(value);
            if (value.Rollout == until && until < Rollouts) throw new OperationCanceledException();
        }
    }
}
