using Kit.Report.Drawing;

namespace Kit.Report.Rendering;

/// <summary>A document as one HTML file that asks the network for nothing: style, charts and frames are
/// inside.</summary>
internal static class HtmlPage
{
    /// <summary>Forbids what the page does not need, so that hostile text could not load or run anything
    /// either.</summary>
    private const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    public static string From(Document document) =>
        Page(document, Policy, HtmlBlocks.From(document.Blocks), Markup.Empty);

    /// <summary>With figures that answer to the mouse.</summary>
    public static string From(Document document, PlotlyJs plotly) => Page(
        document, Policy + LiveFigures.Policy(plotly), HtmlBlocks.From(document.Blocks, LiveFigures.Beside),
        LiveFigures.Scripts(plotly));

    private static string Page(Document document, string policy, Markup blocks, Markup scripts)
    {
        var head = Markup.Void("meta", ("charset", "utf-8"))
            + Markup.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", policy))
            + Markup.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"))
            + Markup.Void("meta", ("name", "color-scheme"), ("content", "light dark"))
            + Markup.Element("title", Markup.Text(document.Title))
            + Markup.Element("style", new Markup($"{HtmlStyle.Page}\n{HtmlStyle.Content}\n{Svg.Shapes}"));
        var body = Markup.Element("main", Header(document) + Contents(document) + blocks, ("class", "kit")) + scripts;
        var page = Markup.Element(
            "html", Markup.Element("head", head) + new Markup("\n") + Markup.Element("body", body), ("lang", "en"));
        return $"<!doctype html>\n{page}\n";
    }

    private static Markup Header(Document document) => Markup.Element(
        "header",
        Markup.Element("h1", Markup.Text(document.Title))
        + Markup.Element("p", Markup.Text(document.Subtitle), ("class", "subtitle")));

    private static Markup Contents(Document document)
    {
        var links = document.Blocks.OfType<Block.Heading>().Select((heading, i) => Markup.Element(
            "a", Markup.Text(heading.Text), ("href", $"#{HtmlBlocks.Anchor(i + 1)}")));
        return Markup.Element("nav", Markup.Join(links), ("aria-label", "Contents"));
    }
}
