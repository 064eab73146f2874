using Kit.Expressions;

namespace Kit.Tests.Expressions;

/// <summary>Values of functions, also far out.</summary>
public sealed class UnarySpecs
{
    [Theory]
    [InlineData(0.0, -0.6931471805599453)]
    [InlineData(-1.0, -1.3132616875182228)]
    [InlineData(1.0, -0.31326168751822286)]
    [InlineData(-1000.0, -1000.0)]
    [InlineData(40.0, -4.248354255291589e-18)]
    [InlineData(1000.0, 0.0)]
    public void Log_sigma_is_exact_on_both_sides(double x, double expected)
    {
        var value = new Unary.LogSigmoid().Value(x);
        Assert.InRange(value, expected - 1e-15 * Math.Abs(expected), expected + 1e-15 * Math.Abs(expected));
    }

    [Theory]
    [InlineData(0.0, 0.5)]
    [InlineData(-800.0, 0.0)]
    [InlineData(800.0, 1.0)]
    [InlineData(-2.0, 0.11920292202211755)]
    [InlineData(2.0, 0.8807970779778823)]
    public void Sigma_never_overflows(double x, double expected) =>
        Assert.Equal(expected, new Unary.Sigmoid().Value(x), 15);

    [Fact]
    public void Functions_have_their_values()
    {
        Assert.Equal(-2, new Unary.Negate().Value(2));
        Assert.Equal(Math.E, new Unary.Exp().Value(1), 15);
        Assert.Equal(2, new Unary.Log().Value(Math.Exp(2)), 15);
        Assert.Equal([0, 0, 3.0], new[] { -3.0, 0, 3 }.Select(new Unary.Relu().Value));
        Assert.Equal(9, new Unary.Square().Value(-3));
        Assert.Equal(8, new Unary.Power(3).Value(2));
        Assert.Equal([0, 0, 1.0], new[] { -3.0, 0, 3 }.Select(new Unary.IsPositive().Value));
        Assert.Equal([1.0, 0, 0], new[] { -3.0, 0, 3 }.Select(new Unary.IsNegative().Value));
        Assert.Equal([-1, 0.5, 2.0], new[] { -3, 0.5, 3 }.Select(new Unary.Clamp(-1, 2).Value));
        Assert.Equal([3.0, 2], new[] { new Binary.Maximum().Value(3, 2), new Binary.Minimum().Value(3, 2) });
    }
}
