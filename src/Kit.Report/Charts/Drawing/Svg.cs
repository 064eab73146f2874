using Kit.Report.Rendering;

namespace Kit.Report.Drawing;

/// <summary>A chart as an svg element, with its text alternative.</summary>
internal static class Svg
{
    public const double Width = 760;

    /// <summary>For a page that holds <see cref="Shapes"/>.</summary>
    public static Markup Inline(Chart chart, string id) => Element(chart, id, Markup.Empty);

    /// <summary>A file of its own.</summary>
    public static string File(Chart chart, string id)
    {
        var style = Markup.Element("style", new Markup(Style));
        return $"{Element(chart, id, style, ("xmlns", "http://www.w3.org/2000/svg"))}\n";
    }

    private static Markup Element(Chart chart, string id, Markup style, params (string, string)[] more)
    {
        var picture = Picture.From(chart, id, Width);
        var words = Markup.Element("title", Markup.Text(chart.Title), ("id", $"{id}-title"))
            + Markup.Element("desc", Markup.Text(string.Join(". ", ChartText.Lines(chart))), ("id", $"{id}-text"));
        return Markup.Element("svg", style + words + picture.Body,
        [
            .. more, ("id", id), ("class", "k-chart"), ("role", "img"), ("aria-labelledby", $"{id}-title {id}-text"),
            ("viewBox", $"0 0 {Pen.N(picture.Width)} {Pen.N(picture.Height)}"),
        ]);
    }

    /// <summary>Ink of a file of its own: dark on light, light on dark.</summary>
    private const string Colours = ".k-chart{--ink:#1f2328;--soft:#59636e;--rule:#d8dee4;--paper:#ffffff}";

    private const string Font = ".k-chart{font:12px system-ui,\"Segoe UI\",Helvetica,Arial,sans-serif}";

    private const string Dark =
        "@media(prefers-color-scheme:dark){.k-chart{--ink:#e6edf3;--soft:#9198a1;--rule:#30363d;--paper:#0d1117}}";

    private const string Parts =
        """
        .k-title{font-size:14px;font-weight:600;fill:var(--ink)}
        .k-label{fill:var(--ink)}.k-strong{font-weight:700}
        .k-tick{fill:var(--soft);font-size:11px}
        .k-grid{stroke:var(--rule);stroke-width:1}
        .k-zero{stroke:var(--soft);stroke-width:1.2}
        .k-whisker{stroke:var(--ink);stroke-width:1.2}
        .k-marker{stroke:var(--paper);stroke-width:1.2}
        """;

    private const string Graphs =
        """
        .k-node{fill:var(--paper);stroke:var(--soft);stroke-width:1}
        .k-policy{stroke:#D55E00;stroke-width:1.6}.k-given{stroke:#0072B2;stroke-width:1.6}
        .k-name{stroke:var(--ink);stroke-width:1.6}
        .k-edge{fill:none;stroke:var(--soft);stroke-width:1}
        svg.k-graph{width:auto;max-width:none}
        """;

    /// <summary>For a graph in a file of its own.</summary>
    public const string GraphStyle = $"{Colours}\n{Font}\n{Dark}\n{Parts}\n{Graphs}";

    private const string Style = $"{Colours}\n{Font}\n{Dark}\n{Parts}";

    /// <summary>For a page, whose ink the charts take.</summary>
    public const string Shapes = $"{Font}\n{Parts}\n{Graphs}";
}
