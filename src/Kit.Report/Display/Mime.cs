namespace Kit.Report;

/// <summary>The media types that a value can take in a notebook.</summary>
public static class Mime
{
    /// <summary>A fragment that brings its own style and asks the network for nothing.</summary>
    public const string Html = "text/html";

    /// <summary>A figure that plotly.js draws: data, layout, config.</summary>
    public const string Plotly = "application/vnd.plotly.v1+json";

    /// <summary>A picture that follows the light or dark mode of its viewer.</summary>
    public const string Svg = "image/svg+xml";

    /// <summary>A formula between dollar signs.</summary>
    public const string Latex = "text/latex";

    /// <summary>GitHub's Markdown.</summary>
    public const string Markdown = "text/markdown";

    /// <summary>What a console prints, without colours.</summary>
    public const string Plain = "text/plain";
}
