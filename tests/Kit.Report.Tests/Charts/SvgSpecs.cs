using System.Xml.Linq;
using VerifyXunit;

namespace Kit.Report.Tests.Charts;

public class SvgSpecs
{
    public static TheoryData<string> Names => [.. Charts.Keys];

    private static readonly Dictionary<string, Chart> Charts = new()
    {
        ["lines"] = Given.Lines, ["bars"] = Given.Bars, ["scatter"] = Given.Scatter, ["forest"] = Given.Forest,
        ["grid"] = Given.Grid,
    };

    [Theory]
    [MemberData(nameof(Names))]
    public Task Pictures(string name) =>
        Verifier.Verify(XDocument.Parse(Charts[name].ToSvg()).ToString(), "svg").UseTextForParameters(name).ToTask();

    [Theory]
    [MemberData(nameof(Names))]
    public void Everything_drawn_lies_inside_the_picture(string name)
    {
        var svg = XDocument.Parse(Charts[name].ToSvg()).Root!;
        var size = svg.Attribute("viewBox")!.Value.Split(' ').Select(Number).ToArray();
        (string, double)[] limits = [("x", size[2]), ("x1", size[2]), ("y", size[3]), ("y2", size[3])];
        foreach (var element in svg.Descendants().Where(e => e.Attribute("transform") is null))
            foreach (var (attribute, limit) in limits)
                if (element.Attribute(attribute) is { } found)
                    Assert.InRange(Number(found.Value), 0, limit);
    }

    [Fact]
    public void Numbers_without_a_place_are_counted() =>
        Assert.Contains(">values without a place: 1<", Given.Scatter.ToSvg(), StringComparison.Ordinal);

    [Fact]
    public void A_gap_in_a_curve_is_drawn_as_a_gap()
    {
        var chart = Given.Lines with { Series = [Series.From("m", [(0, 1), (1, 2), (2, double.NaN), (3, 1), (4, 3)])] };
        var strokes = Strokes(chart);
        Assert.Equal(2, strokes.Length);
        Assert.Contains("values without a place: 1", chart.ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_larger_value_stands_higher()
    {
        var points = Strokes(Given.Lines with { Series = [Series.From("m", [(0, 1), (1, 2)])] })[0]
            .Split('M', 'L')[1..].Select(point => point.Split(' ').Select(Number).ToArray()).ToArray();
        Assert.True(points[0][0] < points[1][0]);
        Assert.True(points[0][1] > points[1][1]);
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { double.NaN })]
    [InlineData(new[] { 3.0 })]
    [InlineData(new[] { 0.0, 0.0 })]
    [InlineData(new[] { 1e300, -1e300 })]
    public void Any_values_can_be_drawn(double[] values)
    {
        var series = Series.From("m", values.Select((y, i) => ((double)i, y)));
        foreach (var axis in new[] { Axis.Linear("y"), Axis.Log("y") })
        {
            var svg = (Given.Lines with { Y = axis, Series = [series] }).ToSvg();
            XDocument.Parse(svg);
            Assert.DoesNotContain("NaN\"", svg, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_text_alternative_holds_the_numbers()
    {
        var words = XDocument.Parse(Given.Forest.ToSvg()).Descendants().Single(e => e.Name.LocalName == "desc").Value;
        Assert.Equal(
            "RRPO: difference 4.21 [1.23, 7.07] points. SimPO: difference −0.52 [−3.1, 2.04] points", words);
    }

    /// <summary>The curves, without the legend's samples.</summary>
    private static string[] Strokes(Chart chart) =>
    [
        .. XDocument.Parse(chart.ToSvg()).Descendants().Where(e => e.Name.LocalName == "g").Descendants()
            .Where(e => e.Attribute("stroke-width") is not null).Select(e => e.Attribute("d")!.Value),
    ];

    private static double Number(string text) =>
        double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
