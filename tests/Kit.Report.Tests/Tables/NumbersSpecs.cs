using System.Globalization;

namespace Kit.Report.Tests.Tables;

public class NumbersSpecs
{
    [Theory]
    [InlineData(1234567.0, 6, "1.23457e+06")]
    [InlineData(0.000012345678, 6, "1.23457e-05")]
    [InlineData(0.1, 6, "0.1")]
    [InlineData(-0.0, 6, "0")]
    [InlineData(100.0, 6, "100")]
    [InlineData(2.0 / 3, 4, "0.6667")]
    [InlineData(double.NaN, 4, "NaN")]
    [InlineData(double.NegativeInfinity, 4, "-∞")]
    [InlineData(double.PositiveInfinity, 4, "∞")]
    public void Significant_digits(double value, int digits, string text) =>
        Assert.Equal(text, Numbers.Significant(value, digits));

    [Theory]
    [InlineData(54.25, "54.2")]
    [InlineData(-0.04, "0.0")]
    [InlineData(-0.06, "-0.1")]
    public void Fixed_decimals_never_show_a_negative_zero(double value, string text) =>
        Assert.Equal(text, Numbers.Fixed(value, 1));

    [Theory]
    [InlineData("1.2", "+1.2")]
    [InlineData("-1.2", "−1.2")]
    [InlineData("0.0", "0.0")]
    [InlineData("∞", "+∞")]
    public void Signs_are_those_of_print(string text, string shown) => Assert.Equal(shown, Numbers.Signed(text));

    [Fact]
    public void The_readers_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("1234.5", Numbers.Significant(1234.5, 6));
            Assert.Equal(Given.Document.ToHtml(), Invariant(Given.Document.ToHtml));
            Assert.Equal(Given.Table.ToCsv(), Invariant(Given.Table.ToCsv));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Numbers_that_are_read_together_have_as_many_decimals()
    {
        Assert.Equal(["20.3", "2.1", "0.0"], new Format.Significant(3).Together(20.28, 2.14, 0.004));
        Assert.Equal(["1235", "3"], new Format.Significant(3).Together(1234.6, 2.5001));
        Assert.Equal(["0.0123", "NaN"], new Format.Significant(3).Together(0.0123, double.NaN));
        Assert.Equal(["1e-05", "2e-06"], new Format.Significant(3).Together(1e-5, 2e-6));
        Assert.Equal(["0", "0"], new Format.Significant(3).Together(0, 0));
        Assert.Equal(["71.3", "0.1"], new Format.Percent().Together(0.7126, 0.0014));
    }

    private static string Invariant(Func<string> text)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return text();
    }
}
