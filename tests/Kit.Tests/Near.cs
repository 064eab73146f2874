using Kit.Expressions;

namespace Kit.Tests;

/// <summary>Equality of float64 numbers up to 1e-9, absolute below 1 and relative above.</summary>
internal static class Near
{
    private const double Tolerance = 1e-9;

    public static bool Holds(double expected, double actual) =>
        Math.Abs(expected - actual) <= Tolerance * Math.Max(1, Math.Abs(expected));

    public static bool Holds(IEnumerable<double> expected, IEnumerable<double> actual) =>
        expected.Count() == actual.Count() && expected.Zip(actual).All(pair => Holds(pair.First, pair.Second));

    public static bool Holds(Grid expected, Grid actual) =>
        expected.Shape.Equals(actual.Shape) && Holds(expected.Values, actual.Values);

    public static void Check(double expected, double actual) =>
        Assert.True(Holds(expected, actual), $"expected {expected:R}, got {actual:R}");

    public static void Check(IEnumerable<double> expected, IEnumerable<double> actual) => Assert.True(
        Holds(expected, actual), $"expected {Sequence.From(expected)}, got {Sequence.From(actual)}");

    public static void Check(Grid expected, Grid actual) => Assert.True(
        Holds(expected, actual), $"expected {expected.Shape} {expected.Values}, got {actual.Shape} {actual.Values}");
}
