using System.Text.RegularExpressions;
using System.Xml.Linq;
using VerifyXunit;

namespace Kit.Report.Tests.Rendering;

public partial class HtmlSpecs
{
    [Fact]
    public void Hostile_text_is_shown_not_obeyed()
    {
        var page = Parse(Given.Filled(Given.Hostile));
        Assert.Empty(page.Descendants("script"));
        Assert.All(page.Descendants(), element => Assert.DoesNotContain(
            element.Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)));
        Assert.Contains(
            "</title><script>alert(1)</script>", page.Descendants("h1").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_leaves_the_page_well_formed() => Given.Always(Given.Texts(), text =>
    {
        var page = Parse(Given.Filled(text));
        Assert.Equal(Count(Parse(Given.Filled("xx"))), Count(page));
    });

    [Fact]
    public void The_page_asks_the_network_for_nothing()
    {
        var html = Given.Document.ToHtml();
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.All(
            References().Matches(html), link => Assert.Matches("^(data:image/png;base64,|#)", link.Groups[1].Value));
        Assert.Contains("default-src &#39;none&#39;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_are_unique_and_links_lead_somewhere()
    {
        var page = Parse(Given.Document);
        string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(page.Descendants("a"), link => Assert.Contains(link.Attribute("href")!.Value[1..], ids));
        Assert.Equal(["Result", "Curves", "Samples", "Run"], page.Descendants("a").Select(link => link.Value));
    }

    [Fact]
    public void The_same_document_gives_the_same_page() =>
        Assert.Equal(Given.Document.ToHtml(), Given.Document.ToHtml());

    [Fact]
    public void Every_picture_has_words()
    {
        var page = Parse(Given.Document);
        Assert.All(page.Descendants("img"), image => Assert.NotEqual("", image.Attribute("alt")!.Value));
        Assert.All(page.Descendants("svg"), svg => Assert.NotEqual("", svg.Element("desc")!.Value));
    }

    [Fact]
    public void Gains_and_losses_follow_the_columns_direction()
    {
        var table = Table
            .From(
                "t", Column.Words("m"), Column.Points("up"), Column.Points("down", Better.Lower),
                Column.Points("?", Better.Neither))
            .With(Cell.From("a"), Cell.From(Given.Gain), Cell.From(Given.Gain), Cell.From(Given.Gain))
            .With(Cell.From("b"), Cell.From(Given.Unclear), new Cell.Baseline(), new Cell.Missing());
        var classes = Parse(Document.From("d", "", Block.From(table))).Descendants("td")
            .Select(cell => cell.Attribute("class")!.Value);
        Assert.Equal(["n gain", "n loss", "n", "n", "n soft", "n soft"], classes);
    }

    [Fact]
    public Task Sample_and_claim() => Verifier.Verify(
        Base64().Replace(
            string.Join('\n', Parse(Given.Document).Descendants()
                .Where(e => e.Attribute("class")?.Value is "sample" or "claims").Select(e => e.ToString())),
            "…"),
        "html").ToTask();

    /// <summary>Elements whose number does not depend on the text.</summary>
    private static int Count(XDocument page) =>
        page.Descendants().Count(e => e.Name.LocalName is not ("path" or "mark" or "line" or "text"));

    /// <summary>The pages are XML too, so that a parser that forgives nothing can check them.</summary>
    private static XDocument Parse(Document document) =>
        XDocument.Parse(document.ToHtml().Replace("<!doctype html>", "", StringComparison.Ordinal));

    /// <summary>Compressed bytes differ between versions of the compressor.</summary>
    [GeneratedRegex("(?<=base64,)[^\"]+")]
    private static partial Regex Base64();

    [GeneratedRegex("(?:src|href|action|url\\()=?\"?([^\") >]+)")]
    private static partial Regex References();
}
