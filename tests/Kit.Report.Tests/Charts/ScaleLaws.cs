using FsCheck;
using FsCheck.Fluent;
using Kit.Report.Drawing;

namespace Kit.Report.Tests.Charts;

public class ScaleLaws
{
    private static readonly Arbitrary<(double Low, double High)> Limits = Arb.From(
        from exponent in Gen.Choose(-6, 6)
        from low in Gen.Choose(1, 999)
        from width in Gen.Choose(1, 5000)
        select (low * Math.Pow(10, exponent), (low + width) * Math.Pow(10, exponent)));

    [Fact]
    public void Linear_ticks_rise_inside_the_limits_and_are_neither_few_nor_many() => Given.Always(Limits, limits =>
        Check(new Scale.Linear().Ticks(limits.Low, limits.High, 5), limits, atLeast: 2, atMost: 7));

    [Fact]
    public void Linear_ticks_work_on_both_sides_of_zero() => Given.Always(Limits, limits =>
    {
        var ticks = new Scale.Linear().Ticks(-limits.High, limits.High, 5);
        Check(ticks, (-limits.High, limits.High), 3, 7);
        Assert.Contains(0.0, ticks);
    });

    [Fact]
    public void Log_ticks_rise_inside_the_limits() => Given.Always(Limits, limits =>
        Check(new Scale.Log().Ticks(limits.Low, limits.High, 5), limits, atLeast: 0, atMost: 13));

    [Fact]
    public void Log_ticks_are_round() => Assert.Equal(
        [0.02, 0.05, 0.1, 0.2, 0.5, 1.0], new Scale.Log().Ticks(0.015, 1, 5).Select(t => Math.Round(t, 12)));

    [Fact]
    public void Ticks_are_the_decimals_that_they_say() =>
        Assert.Equal([0, 0.1, 0.2, 0.3], new Scale.Linear().Ticks(0, 0.3, 4));

    [Fact]
    public void A_ruler_keeps_order_and_stays_between_its_ends() => Given.Always(Limits, limits =>
    {
        foreach (var axis in new[] { Axis.Linear("x"), Axis.Log("x") })
        {
            var ruler = Ruler.Around(axis, [limits.Low, limits.High], 60, 400);
            Assert.InRange(ruler[limits.Low], 60, 230);
            Assert.InRange(ruler[limits.High], 230, 400);
            Assert.True(ruler[limits.Low] < ruler[(limits.Low + limits.High) / 2]);
        }
    });

    [Theory]
    [InlineData(0.001, "0.001")]
    [InlineData(1e-5, "10⁻⁵")]
    [InlineData(1e12, "10¹²")]
    [InlineData(-2.5, "−2.5")]
    [InlineData(0.0, "0")]
    public void Ticks_are_labelled_for_reading(double tick, string label) => Assert.Equal(label, Ruler.Label(tick));

    [Theory]
    [InlineData(0.0, false)]
    [InlineData(-1.0, false)]
    [InlineData(double.NaN, false)]
    [InlineData(double.PositiveInfinity, false)]
    [InlineData(1e-9, true)]
    public void A_log_axis_has_places_for_positive_numbers_only(double value, bool admits) =>
        Assert.Equal(admits, new Scale.Log().Admits(value));

    private static void Check(double[] ticks, (double Low, double High) limits, int atLeast, int atMost)
    {
        var air = 1e-6 * (limits.High - limits.Low);
        Assert.InRange(ticks.Length, atLeast, atMost);
        Assert.All(ticks, tick => Assert.InRange(tick, limits.Low - air, limits.High + air));
        Assert.Equal(ticks.Order(), ticks);
        Assert.Equal(ticks.Length, ticks.Distinct().Count());
    }
}
