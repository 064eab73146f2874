using Kit.Evaluate.Statistics;

namespace Kit.Evaluate.Tests.Statistics;

public class MeanStdSpecs
{
    [Fact]
    public void Std_is_the_sample_standard_deviation()
    {
        var spread = MeanStd.From([1, 2, 4]);
        Assert.Equal(7 / 3.0, spread.Mean, 1e-15);
        Assert.Equal(Math.Sqrt(7 / 3.0), spread.Std, 1e-15);
        Assert.Equal(3, spread.Count);
    }

    [Fact]
    public void One_run_has_no_spread() => Assert.Equal(new MeanStd(5, double.NaN, 1), MeanStd.From([5]));

    [Fact]
    public void No_run_is_an_error() => Assert.Equal(
        "Mean: expected at least one value, got none. Check the runs that were read.",
        Assert.Throws<ArgumentException>(() => MeanStd.From([])).Message);
}
