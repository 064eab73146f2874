using Kit.Evaluate.Statistics;

namespace Kit.Report.Tests;

/// <summary>Differences and their chance.</summary>
public sealed class LiftSpecs
{
    [Theory]
    [InlineData(0.21, 1)]
    [InlineData(0.2, 0)]
    [InlineData(-0.2, 0)]
    [InlineData(-0.21, -1)]
    public void Two_standard_errors_decide(double value, int sign) => Assert.Equal(sign, new Lift(value, 0.1).Sign);

    [Fact]
    public void The_larger_error_counts()
    {
        Assert.Equal(0.5, Of([0, 1], [0, 1]).StandardError, 12);                 // clips differ, seeds do not
        Assert.Equal(0.5, Of([0, 0], [1, 1]).StandardError, 12);                 // the other way round
        Assert.Equal(double.PositiveInfinity, Of([0, 1]).StandardError);         // one seed
    }

    [Fact]
    public void Errors_of_other_items_add_in_squares() =>
        Assert.Equal(new Lift(2, 5), new Lift(5, 3).Less(new Lift(3, 4)));

    /// <summary>Seed by seed, the two clips' gains over 0.</summary>
    private static Lift Of(params double[][] gains) => Lift.From(Measured("base", gains, 0), Measured("loss", gains, 1));

    private static Measurements Measured(string name, double[][] gains, double factor) => new(name,
        [.. gains.SelectMany((seed, s) => seed.Select((gain, i) => new Observation($"q{i}", s, $"clip {i}", factor * gain)))]);
}
