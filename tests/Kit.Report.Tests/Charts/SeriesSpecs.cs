using Kit.Evaluate.Statistics;

namespace Kit.Report.Tests.Charts;

public class SeriesSpecs
{
    [Fact]
    public void The_mean_is_taken_at_steps_that_every_run_reached()
    {
        var series = Series.OverSeeds("m", [[(1, 2), (2, 4), (3, 9)], [(2, 6), (1, 3)]]);
        Assert.Equal([new Point(1, 2.5, 2, 3), new Point(2, 5, 4, 6)], series.Points);
    }

    [Fact]
    public void A_std_band_is_one_sample_standard_deviation_to_either_side()
    {
        var point = Series.OverSeeds("m", [[(1, 2)], [(1, 4)]], Band.Std).Points[0];
        Assert.Equal(3 - Math.Sqrt(2), point.Low, 1e-12);
        Assert.Equal(3 + Math.Sqrt(2), point.High, 1e-12);
    }

    [Fact]
    public void One_run_has_no_band() =>
        Assert.Equal([Point.From(1, 2)], Series.OverSeeds("m", [[(1, 2)]], Band.Std).Points);

    [Fact]
    public void Points_are_in_order_of_x() =>
        Assert.Equal([1, 2, 3], Series.From("m", [(3, 0), (1, 0), (2, 0)]).Points.Select(point => point.X));

    [Fact]
    public void Smoothing_averages_neighbours() => Assert.Equal(
        [new Point(1.5, 3, 3, 3), new Point(3, 8, 8, 8)],
        Series.From("m", [(1, 2), (2, 4), (3, 8)]).Smoothed(2).Points);

    [Fact]
    public void Limits_come_from_what_was_measured()
    {
        Assert.Equal(new Limits(3, 3 - Math.Sqrt(2), 3 + Math.Sqrt(2)), Limits.From(MeanStd.From([2, 4])));
        Assert.Equal(Limits.From(2), Limits.From(MeanStd.From([2])));
        Assert.Equal(new Limits(0.0421, 0.0123, 0.0707), Limits.From(Given.Gain));
        Assert.Equal(new Limits(2, 1, 3), new Limits(0.2, 0.1, 0.3).Times(10) with { High = 3 });
    }

    [Fact]
    public void Bars_without_a_value_for_every_category_are_refused() => Assert.Equal(
        "Chart 'b': expected 2 values in series m, one a category, got 1. "
        + "Give Limits.From(double.NaN) where nothing was measured.",
        Assert.Throws<ArgumentException>(() => new Chart.Bars(
            "b", Axis.Linear("y"), ["a", "b"], [new BarSeries("m", [Limits.From(1)])])).Message);
}
