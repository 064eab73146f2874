namespace Kit.Train.Tests;

public sealed class ScheduleSpecs
{
    [Theory]
    [InlineData(Decay.Constant, 7, 1)]
    [InlineData(Decay.Linear, 7, 0.375)]       // 2 warm-up steps of 10, then (7 − 2)/8 of the way
    [InlineData(Decay.Cosine, 7, 0.308658)]    // ½ (1 + cos(5π/8))
    [InlineData(Decay.Cosine, 0, 0.5)]
    [InlineData(Decay.Cosine, 1, 1)]
    [InlineData(Decay.Cosine, 2, 1)]
    public void Rates_rise_then_fall(Decay decay, int step, double expected) =>
        Assert.Equal(expected, new Schedule(decay, WarmUp: 0.2).Factor(step, 10), 6);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1 / 3.0)]
    [InlineData(3, 1)]
    [InlineData(4, 0.991487)]    // ½ (1 + cos(π/17))
    [InlineData(19, 0.008513)]
    public void A_rise_from_zero_is_that_of_transformers(int step, double expected) =>
        Assert.Equal(expected, new Schedule(Decay.Cosine, WarmUp: 3.0 / 20, Rise.FromZero).Factor(step, 20), 6);

    [Fact]
    public void Samples_may_come_in_their_own_order_and_a_run_may_end_early()
    {
        var order = new DataOrder(Samples: 5, BatchSize: 2, Seed: 3, Order.AsGiven);
        Assert.Equal([0, 1, 2, 3, 4, 0, 1, 2, 3, 4], Enumerable.Range(0, 6).SelectMany(order.Batch));
        var settings = new Optimization(1, BatchSize: 2, Epochs: 2, new Schedule(Decay.Constant));
        Assert.Equal(6, settings.Steps(5));
        Assert.Equal(4, (settings with { MaxSteps = 4 }).Steps(5));
    }

    [Fact]
    public void Every_epoch_is_a_new_order_of_all_samples()
    {
        var order = new DataOrder(Samples: 10, BatchSize: 4, Seed: 3);
        int[] Epoch(int e) => [.. Enumerable.Range(3 * e, 3).SelectMany(order.Batch)];
        Assert.Equal(Enumerable.Range(0, 10), Epoch(0).Order());
        Assert.Equal(Enumerable.Range(0, 10), Epoch(1).Order());
        Assert.NotEqual(Epoch(0), Epoch(1));
        Assert.Equal(Epoch(1), Enumerable.Range(3, 3).SelectMany(new DataOrder(10, 4, 3).Batch));
        Assert.NotEqual(Epoch(0), Enumerable.Range(0, 3).SelectMany(new DataOrder(10, 4, 4).Batch).ToArray());
    }
}
