using Kit.Evaluate.Statistics;

namespace Kit.Evaluate.Tests.Statistics;

public class HolmSpecs
{
    [Fact]
    public void The_smallest_is_multiplied_most_and_order_never_reverses()
    {
        var adjusted = Holm.Adjust([0.4, 0.01, 0.03, 0.02]);
        foreach (var (expected, actual) in new[] { 0.4, 0.04, 0.06, 0.06 }.Zip(adjusted))
            Assert.Equal(expected, actual, 1e-15);
    }

    [Fact]
    public void A_probability_stays_below_one() => Assert.Equal([1, 1], Holm.Adjust([0.6, 0.9]));

    [Fact]
    public void One_comparison_needs_no_adjustment() => Assert.Equal([0.03], Holm.Adjust([0.03]));
}
