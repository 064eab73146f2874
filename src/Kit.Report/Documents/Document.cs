using Kit.Data.Storage;
using Kit.Report.Rendering;

namespace Kit.Report;

/// <summary>A report as data; it writes itself as Markdown, as one HTML page, or to a console.</summary>
/// <param name="Title">Of the whole.</param>
/// <param name="Subtitle">One line below it: what, on which data, with which seeds.</param>
/// <param name="Blocks">From top to bottom.</param>
[TypeFormatterSource]
public sealed record Document(string Title, string Subtitle, Sequence<Block> Blocks)
{
    public static Document From(string title, string subtitle, params Block[] blocks) =>
        new(title, subtitle, Sequence.From(blocks.AsSpan()));

    public Document With(params Block[] blocks) => this with { Blocks = [.. Blocks, .. blocks] };

    /// <summary>A section: its heading, then its blocks.</summary>
    public Document Section(string heading, params Block[] blocks) => With([new Block.Heading(heading), .. blocks]);

    /// <summary>The page as one HTML text that asks the network for nothing.</summary>
    public string ToHtml() => HtmlPage.From(this);

    /// <summary>The same page with figures that answer to the mouse; it carries the library.</summary>
    public string ToHtml(PlotlyJs plotly) => HtmlPage.From(this, plotly);

    /// <summary>The page as Markdown; its pictures are named, not written.</summary>
    public string ToMarkdown() => MarkdownPage.From(this, "report").Text;

    /// <summary>Every table, folded ones too, as Markdown, CSV, LaTeX and JSON, named after its title; the second of a
    /// name is numbered.</summary>
    /// <param name="folder">Made where there is none.</param>
    public void WriteTables(string folder)
    {
        foreach (var same in Tables(Blocks).GroupBy(table => FileNames.From(table.Title)))
            foreach (var (i, table) in same.Index())
                table.Write(folder, i == 0 ? same.Key : FormattableString.Invariant($"{same.Key}.{i + 1}"));
    }

    /// <summary>One self-contained file, whole or not at all.</summary>
    public void WriteHtml(string path) => AtomicFile.WriteText(path, ToHtml());

    /// <summary>One self-contained file with interactive figures.</summary>
    public void WriteHtml(string path, PlotlyJs plotly) => AtomicFile.WriteText(path, ToHtml(plotly));

    /// <summary>The page, and its pictures in a folder of the page's name beside it.</summary>
    public void WriteMarkdown(string path)
    {
        var page = MarkdownPage.From(this, Path.GetFileNameWithoutExtension(path));
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (var file in page.Files)
            AtomicFile.Write(Path.Combine(folder, file.Name), stream => stream.Write(file.Content.Span));
        AtomicFile.WriteText(path, page.Text);
    }

    private static IEnumerable<Table> Tables(IEnumerable<Block> blocks) => blocks.SelectMany(block => block switch
    {
        Block.Tabular one => [one.Table],
        Block.Details details => Tables(details.Blocks),
        _ => [],
    });
}
