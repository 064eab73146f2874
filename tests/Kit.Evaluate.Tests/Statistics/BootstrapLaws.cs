using Kit.Evaluate.Statistics;

namespace Kit.Evaluate.Tests.Statistics;

public class BootstrapLaws
{
    private static readonly Bootstrap Bootstrap = new(Seed: 3, Resamples: 400);

    [Fact]
    public void Order_of_items_is_irrelevant() => Given.Always(Given.Measurements(), measured =>
    {
        var values = Given.Pair(measured).Candidate.Values;
        return Bootstrap.Mean(values) == Bootstrap.Mean(Pcg.From(5).Shuffle(values));
    });

    [Fact]
    public void A_method_paired_with_itself_differs_by_nothing() => Given.Always(Given.Measurements(), measured =>
        Bootstrap.Difference(measured, measured)
            is { Value: 0, StandardError: 0, Interval: { Low: 0, High: 0 }, Significant: false });

    [Fact]
    public void Swapping_the_methods_negates_the_difference() => Given.Always(Given.Measurements(), measured =>
    {
        var (baseline, candidate) = Given.Pair(measured);
        var forward = Bootstrap.Difference(baseline, candidate);
        var backward = Bootstrap.Difference(candidate, baseline);
        return Near(forward.Value, -backward.Value)
            && Near(forward.Interval.Low, -backward.Interval.High)
            && Near(forward.StandardError, backward.StandardError);
    });

    [Fact]
    public void A_change_of_unit_is_a_change_of_unit() => Given.Always(Given.Measurements(), measured =>
    {
        var fraction = Bootstrap.Mean(measured.Values);
        var shifted = Bootstrap.Mean(measured.Values.Select(v => v with { Value = 5 + 100 * v.Value }));
        return Near(shifted.Value, 5 + 100 * fraction.Value)
            && Near(shifted.Interval.Low, 5 + 100 * fraction.Interval.Low)
            && Near(shifted.StandardError, 100 * fraction.StandardError);
    });

    [Fact]
    public void The_estimate_is_the_mean_and_lies_in_its_interval() => Given.Always(Given.Measurements(), measured =>
    {
        var estimate = Bootstrap.Mean(measured.Values);
        return Near(estimate.Value, measured.Values.Average(v => v.Value))
            && estimate.Interval.Low <= estimate.Value + 1e-12 && estimate.Value <= estimate.Interval.High + 1e-12;
    });

    [Fact]
    public void Items_repeated_within_their_clip_add_nothing() => Given.Always(Given.Measurements(), measured =>
    {
        var once = Bootstrap.Mean(measured.Values);
        var thrice = Bootstrap.Mean(measured.Values.SelectMany(v => Enumerable.Repeat(v, 3)));
        return Near(once.Interval.Width, thrice.Interval.Width) && Near(once.StandardError, thrice.StandardError);
    });

    [Fact]
    public void A_higher_level_is_wider() => Given.Always(Given.Measurements(), measured =>
        (Bootstrap with { Level = 0.5 }).Mean(measured.Values).Interval.Width
        <= (Bootstrap with { Level = 0.99 }).Mean(measured.Values).Interval.Width);

    [Fact]
    public void Copying_every_clip_narrows_by_the_root_of_two()
    {
        var measured = Given.Measured("m", 11, 200);
        var copied = measured.Values.Concat(measured.Values.Select(v => v with { Cluster = v.Cluster + "'" }));
        var many = new Bootstrap(Resamples: 20_000);
        var ratio = many.Mean(measured.Values).Interval.Width / many.Mean(copied).Interval.Width;
        Assert.InRange(ratio / Math.Sqrt(2), 0.97, 1.03);
    }

    [Fact]
    public void A_clip_is_resampled_whole()
    {
        // Two clips, all right and all wrong: every resample's mean is 0, ½ or 1, so both limits are extremes.
        var values = Enumerable.Range(0, 100)
            .Select(i => new Observation($"{i}", 0, i < 50 ? "a" : "b", i < 50 ? 1 : 0));
        Assert.Equal(new Interval(0, 1, 0.95), Bootstrap.Mean(values).Interval);
    }

    [Fact]
    public void Clips_of_unequal_size_weigh_by_their_items()
    {
        // Exact enumeration: draws (a,a), (a,b), (b,a), (b,b) give means 1, ¼, ¼, 0.
        Observation[] values =
            [new("1", 0, "a", 1), new("2", 0, "b", 0), new("3", 0, "b", 0), new("4", 0, "b", 0)];
        var middle = new Bootstrap(Resamples: 2001, Level: 0.4).Mean(values).Interval;
        Assert.Equal(new Interval(0.25, 0.25, 0.4), middle);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(a));
}
