using System.Xml.Linq;
using Kit.Report.Drawing;
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
    public void Curves_of_the_same_names_share_one_legend()
    {
        Assert.Equal(1, Words(Given.Grid).Count(word => word == "RRPO"));
        var other = Given.Lines with { Series = [Series.From("RRPO", [(0, 1), (1, 2)])] };
        Assert.Equal(2, Words(new Chart.Grid("g", [Given.Lines, other])).Count(word => word == "RRPO"));
    }

    [Fact]
    public void A_long_legend_takes_more_lines_and_stays_inside()
    {
        var names = Enumerable.Range(1, 12).Select(i => $"a method with a long name {i}").ToArray();
        var chart = Given.Lines with { Series = [.. names.Select(name => Series.From(name, [(0, 1), (1, 2)]))] };
        var texts = Texts(chart).Where(text => names.Contains(text.Value)).ToArray();
        Assert.Equal(12, texts.Length);
        Assert.True(texts.Select(text => text.Attribute("y")!.Value).Distinct().Count() > 1);
        Assert.All(texts, text => Assert.InRange(Number(text.Attribute("x")!.Value), 0, 760 - Pen.Width(text.Value)));
    }

    [Fact]
    public void Differences_whose_interval_excludes_zero_stand_out_on_both_sides()
    {
        Branch Of(string name, double low, double high) => new(name, new Limits((low + high) / 2, low, high));
        var chart = Given.Forest with { Branches = [Of("gain", 1, 2), Of("loss", -2, -1), Of("open", -1, 2)] };
        Assert.Equal(
            ["+1.50 [+1.00, +2.00]", "−1.50 [−2.00, −1.00]"],
            Texts(chart).Where(text => text.Attribute("class")!.Value.EndsWith("k-strong", StringComparison.Ordinal))
                .Select(text => text.Value));
    }

    [Fact]
    public void Bars_stand_on_zero()
    {
        var svg = XDocument.Parse(Given.Bars.ToSvg());
        var zero = svg.Descendants().Single(e => e.Attribute("class")?.Value == "k-zero");
        var foot = Number(zero.Attribute("y1")!.Value);
        var bars = svg.Descendants().Where(e => e.Name.LocalName == "rect" && Height(e) > 10).ToArray();
        Assert.Equal(3, bars.Length);
        Assert.All(bars, bar => Assert.Equal(foot, Number(bar.Attribute("y")!.Value) + Height(bar), 0.02));
        Assert.Equal(80 / 70.0, Height(bars[2]) / Height(bars[0]), 0.01);
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

    private static IEnumerable<XElement> Texts(Chart chart) =>
        XDocument.Parse(chart.ToSvg()).Descendants().Where(e => e.Name.LocalName == "text");

    private static IEnumerable<string> Words(Chart chart) => Texts(chart).Select(text => text.Value);

    private static double Height(XElement bar) => Number(bar.Attribute("height")!.Value);

    private static double Number(string text) =>
        double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
