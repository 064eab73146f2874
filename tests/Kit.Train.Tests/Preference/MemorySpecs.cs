using Kit.Train.Preference;
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

    private sealed class Counter : IProgress<PreferenceStep>
    {
        public List<long> After { get; } = [];

        public void Report(PreferenceStep value) => After.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
