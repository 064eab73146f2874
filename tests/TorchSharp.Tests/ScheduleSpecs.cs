using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;

namespace TorchSharp.Tests;

/// <summary>Learning rates step by step against their closed forms.</summary>
public sealed class ScheduleSpecs : IDisposable
{
    private const double Rate = 0.2;
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    private static optim.Optimizer Optimizer() => optim.SGD([nn.Parameter(ones(1))], Rate);

    private static void Follows(Func<optim.Optimizer, LRScheduler> make, Func<int, double> factor)
    {
        var optimizer = Optimizer();
        var schedule = make(optimizer);
        for (int step = 0; step < 12; step++)
        {
            Assert.Equal(Rate * factor(step), optimizer.ParamGroups.Single().LearningRate, 12);
            Assert.Equal(Rate * factor(step), schedule.get_last_lr().Single(), 12);
            schedule.step();
        }
        schedule.step(4);
        Assert.Equal(Rate * factor(4), schedule.get_last_lr().Single(), 12);
        schedule.step(0.5, 3);
        Assert.Equal(Rate * factor(3), schedule.get_last_lr().Single(), 12);
    }

    [Fact]
    public void Lambda_multiplies_the_initial_rate() =>
        Follows(o => LambdaLR(o, t => 1.0 / (t + 1)), t => 1.0 / (t + 1));

    [Fact]
    public void Linear_goes_from_start_to_end_and_stays() => Follows(
        o => LinearLR(o, 0.25, 0.75, 4), t => 0.25 + (0.5 * Math.Min(t, 4) / 4));

    [Fact]
    public void Constant_ends_after_its_steps() => Follows(o => ConstantLR(o, 0.25, 3), t => t < 3 ? 0.25 : 1);

    [Fact]
    public void Cosine_falls_to_its_least_rate() => Follows(
        o => CosineAnnealingLR(o, 12, 0.02), t => 0.1 + (0.9 * (1 + Math.Cos(Math.PI * t / 12)) / 2));

    [Fact]
    public void Exponential_and_steps_decay_by_gamma()
    {
        Follows(o => ExponentialLR(o, 0.5), t => Math.Pow(0.5, t));
        Follows(o => StepLR(o, 3, 0.5), t => Math.Pow(0.5, t / 3));
    }

    [Fact]
    public void One_schedule_follows_another_from_its_milestone()
    {
        var optimizer = Optimizer();
        var warm = LinearLR(optimizer, 0.5, 1, 2);
        var fall = CosineAnnealingLR(optimizer, 4);
        var both = SequentialLR(optimizer, [warm, fall], [2]);
        var seen = new List<double>();
        for (int step = 0; step < 5; step++)
        {
            seen.Add(optimizer.ParamGroups.Single().LearningRate / Rate);
            Assert.Equal(seen[^1] * Rate, both.get_last_lr().Single(), 12);
            both.step();
        }
        double[] expected = [0.5, 0.75, 1, (1 + Math.Cos(Math.PI / 4)) / 2, (1 + Math.Cos(Math.PI / 2)) / 2];
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], seen[i], 12);
        Assert.Throws<ArgumentException>(() => SequentialLR(optimizer, [warm, fall], []));
        Assert.Throws<ArgumentException>(() => LinearLR(optimizer, 0));
    }

    [Fact]
    public void Every_group_is_scaled_from_its_own_rate()
    {
        var optimizer = optim.AdamW([new Modules.AdamW.ParamGroup([nn.Parameter(ones(1))], 1),
            new Modules.AdamW.ParamGroup([nn.Parameter(ones(1))], 2)]);
        LambdaLR(optimizer, t => t == 0 ? 1 : 0.5).step();
        Assert.Equal([0.5, 1], optimizer.ParamGroups.Select(group => group.LearningRate));
    }
}
