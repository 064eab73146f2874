namespace Kit.Report.Formatters;

/// <summary>The table of formatters as a notebook host finds it, by names alone: .NET Interactive looks at a type for
/// an attribute called TypeFormatterSource, makes an object of the type that it names, and asks it for
/// formatters.</summary>
/// <remarks>No package is referenced; where no such host runs, nobody calls this.</remarks>
internal sealed class NotebookFormatters
{
    /// <summary>One for each media type.</summary>
#pragma warning disable CA1822 // Called on an instance, by reflection.
    public IEnumerable<object> CreateTypeFormatters() =>
        new[] { Mime.Html, Mime.Plotly, Mime.Svg, Mime.Latex, Mime.Markdown, Mime.Plain }
            .Select(mime => new NotebookFormatter(mime));
#pragma warning restore CA1822
}

/// <summary>Writes values in one media type.</summary>
internal sealed class NotebookFormatter(string mime)
{
    public string MimeType { get; } = mime;

    /// <summary>False, and nothing is written, where the value has no such form.</summary>
    public bool Format(object value, TextWriter writer)
    {
        if (Display.Of(value).Find(MimeType) is not { } text) return false;
        writer.Write(text);
        return true;
    }
}
