using Kit.Report.Rendering;

namespace Kit.Report.Tests.Rendering;

public class MarkupSpecs
{
    [Fact]
    public void Text_is_escaped() =>
        Assert.Equal("&lt;b&gt; &amp;amp; &quot;x&quot; &#39;y&#39;", Markup.Text("<b> &amp; \"x\" 'y'").Source);

    [Fact]
    public void Attributes_are_escaped_and_lose_their_line_ends() => Assert.Equal(
        "<p title=\"a &quot;b&quot; &lt;c&gt; d\">x</p>",
        Markup.Element("p", Markup.Text("x"), ("title", "a \"b\"\n<c>\r\nd")).Source);

    [Theory]
    [InlineData(1.0 / 3, "0.33")]
    [InlineData(-0.001, "0")]
    [InlineData(12.5, "12.5")]
    [InlineData(100, "100")]
    public void Coordinates_have_at_most_two_decimals(double value, string text) =>
        Assert.Equal(text, Markup.Number(value));
}
