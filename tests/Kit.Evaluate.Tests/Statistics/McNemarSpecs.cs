using Kit.Evaluate.Statistics;
using MathNet.Numerics.Distributions;

namespace Kit.Evaluate.Tests.Statistics;

public class McNemarSpecs
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 1, 1)]
    [InlineData(0, 5, 2.0 / 32)]
    [InlineData(1, 5, 2 * 7.0 / 64)]
    [InlineData(3, 3, 1)]
    public void Small_tables_by_hand(int b, int c, double p)
    {
        Assert.Equal(p, new McNemar(b, c).PValue, 1e-12);
        Assert.Equal(p, new McNemar(c, b).PValue, 1e-12);
    }

    [Theory]
    [InlineData(40, 61)]
    [InlineData(900, 1100)]
    [InlineData(4000, 4100)]
    public void Large_tables_agree_with_the_binomial_distribution(int b, int c) =>
        Assert.Equal(2 * Binomial.CDF(0.5, b + c, b), new McNemar(b, c).PValue, 1e-9);

    [Fact]
    public void Counts_the_items_on_which_two_methods_disagree()
    {
        static Measurements Of(params double[] x) =>
            new("m", Sequence.From(x.Select((v, i) => new Observation($"{i}", 0, "c", v))));
        Assert.Equal(new McNemar(1, 2), McNemar.From(Of(1, 0, 0, 1, 0), Of(0, 1, 1, 1, 0)));
        Assert.Equal(
            "McNemar: expected values 0 or 1, got a difference of 0.5 at item 0. Use Bootstrap for other values.",
            Assert.Throws<ArgumentException>(() => McNemar.From(Of(0), Of(0.5))).Message);
    }
}
