namespace Kit.Report.Rendering;

/// <summary>Figures that plotly.js draws over the page's SVG.</summary>
internal static class LiveFigures
{
    /// <summary>Takes the place of each drawing once its figure stands; on paper the drawing is kept.</summary>
    private const string Start =
        """
        for (const data of document.querySelectorAll("script.k-figure")) {
          const figure = JSON.parse(data.textContent), drawing = data.parentElement.querySelector("svg");
          const live = document.createElement("div");
          live.className = "k-live";
          live.setAttribute("role", "img");
          live.setAttribute("aria-label", drawing.querySelector("title").textContent);
          drawing.before(live);
          Plotly.newPlot(live, figure.data, figure.layout, { responsive: true, displaylogo: false })
            .then(() => drawing.classList.add("k-still"));
        }

        """;

    /// <summary>The figure's data beside its drawing; a closing tag in it would end the script.</summary>
    public static Markup Beside(Chart chart) => new(
        $"<script type=\"application/json\" class=\"k-figure\">"
        + $"{chart.ToPlotlyJson().Replace("<", "\\u003c", StringComparison.Ordinal)}</script>");

    /// <summary>The library, then what starts it.</summary>
    public static Markup Scripts(PlotlyJs plotly) =>
        new($"<script>{plotly.Source}</script>\n<script>{Start}</script>\n");

    /// <summary>The addition to the page's security policy: these two scripts, by their hashes, and pictures that the
    /// library makes of its own figures.</summary>
    public static string Policy(PlotlyJs plotly) =>
        $"; script-src {PlotlyJs.Allowed(plotly.Source)} {PlotlyJs.Allowed(Start)}";
}
