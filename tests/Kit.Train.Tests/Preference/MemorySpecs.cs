using Kit.Train.Preference;
using Kit.Train.Saving;
using TorchSharp;
using static Kit.Papers;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Preference;

public sealed class MemorySpecs
{
    [Fact]
    public void Live_tensors_are_as_many_after_step_40_as_after_step_10()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var alive = new Counter();
        var training = Given.Training(Rrpo) with { Optimization = Given.Optimization with { Epochs = 14 } };
        using var adapters = training.Train(model, Given.Data(model), alive);
        Assert.Equal(alive.After[10], alive.After[40]);
    }

    /// <summary>Statistics, pieces that run twice, evaluations and checkpoints on the way.</summary>
    [Fact]
    public void Live_tensors_are_as_many_after_step_100_as_after_step_10()
    {
        var folder = Directory.CreateTempSubdirectory("kit-memory-").FullName;
        using var text = new TextRun(Given.Lora.WithDropout(0.1));
        var alive = new Counter();
        new PreferenceRun(Named("alpha-dpo"), Given.Optimization with { Epochs = 40, MaxSteps = 102 }, Seed: 1)
            .WithMicroBatch(2).With(new Evaluation(text.HeldOut, Every: 5)).With(new RunFolder(folder, Every: 9))
            .Train(text.Model, text.Trained, text.Data, alive);
        Assert.Equal(alive.After[10], alive.After[100]);
        Directory.Delete(folder, recursive: true);
    }

    private sealed class Counter : IProgress<PreferenceStep>
    {
        public List<long> After { get; } = [];

        public void Report(PreferenceStep value) => After.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
