using Kit.Report.Drawing;
using Kit.Report.Rendering;

namespace Kit.Report.Notebooks.Files;

/// <summary>A notebook as one HTML file that asks the network for nothing and runs nothing.</summary>
internal static class NotebookPage
{
    /// <summary>Outputs may be hostile HTML: nothing of it can load, run or send.</summary>
    private const string Policy =
        "default-src 'none'; img-src data:; media-src data:; font-src data:; style-src 'unsafe-inline'; "
        + "form-action 'none'; base-uri 'none'";

    public static string From(Notebook notebook, string title)
    {
        title = Heading(notebook) ?? title;
        var head = Markup.Void("meta", ("charset", "utf-8"))
            + Markup.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy))
            + Markup.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"))
            + Markup.Void("meta", ("name", "color-scheme"), ("content", "light dark"))
            + Markup.Element("title", Markup.Text(title))
            + Markup.Element("style", new Markup(
                $"{HtmlStyle.Page}\n{HtmlStyle.Content}\n{Svg.Shapes}\n{NotebookStyle.Page}"));
        var body = Markup.Element("main", Markup.Join(notebook.Cells.Select(Cell)), ("class", "kit notebook"));
        var page = Markup.Element(
            "html", Markup.Element("head", head) + new Markup("\n") + Markup.Element("body", body), ("lang", "en"));
        return $"<!doctype html>\n{page}\n";
    }

    private static string? Heading(Notebook notebook) => notebook.Cells
        .Where(cell => cell.Language == Language.Markdown).SelectMany(cell => cell.Source.Split('\n'))
        .FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim();

    private static Markup Cell(NotebookCell cell) => cell.Language == Language.Markdown
        ? Markup.Element("section", MarkdownText.ToHtml(cell.Source), ("class", "text"))
        : Markup.Element(
            "section", Source(cell) + Markup.Join(cell.Outputs.Select(OutputMarkup.From)), ("class", "cell"));

    private static Markup Source(NotebookCell cell) => Markup.Element("figure",
        Markup.Element("figcaption", Markup.Text(Caption(cell)))
        + Markup.Element("pre", Code(cell), ("class", "source"), ("tabindex", "0")));

    private static Markup Code(NotebookCell cell) =>
        Markup.Element("code", Markup.Text(cell.Source), ("class", $"language-{cell.Language.Name}"));

    private static string Caption(NotebookCell cell) => cell.Order is { } order
        ? FormattableString.Invariant($"{cell.Language.Title} [{order}]") : cell.Language.Title;
}
