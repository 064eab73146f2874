using Kit.Report.Notebooks.Files;

namespace Kit.Report.Notebooks;

/// <summary>Cells of text and code, with what they showed: the documents of Jupyter (.ipynb) and of Polyglot Notebooks
/// (.dib), which run here without either.</summary>
/// <param name="Language">Of cells that name none.</param>
/// <param name="Cells">From top to bottom.</param>
/// <remarks>Reading and writing again gives the same bytes for files that the VS Code extension or its library wrote.
/// A .dib stores no outputs.</remarks>
public sealed record Notebook(Language Language, Sequence<NotebookCell> Cells)
{
    /// <summary>The document's own JSON as read, without the cells.</summary>
    internal string Origin { get; init; } = "{}";

    /// <summary>How its JSON is laid out.</summary>
    internal JsonLayout Layout { get; init; } = JsonLayout.Extension;

    /// <summary>A notebook of C# cells.</summary>
    public static Notebook From(params NotebookCell[] cells) => new(Language.CSharp, Sequence.From(cells.AsSpan()));

    /// <summary>Reads .ipynb, .dib, or a script (.cs, .fsx) whose cells begin with <c>// %%</c>.</summary>
    /// <exception cref="InvalidDataException">Not such a file, or broken; the message names the place.</exception>
    public static Notebook Read(string path) => NotebookFile.Read(path);

    /// <summary>Writes .ipynb, .dib, .cs, .fsx or .html, whole or not at all.</summary>
    public void Write(string path) => NotebookFile.Write(this, path);

    /// <summary>The document as JSON of nbformat 4.</summary>
    public string ToIpynb() => IpynbWriter.From(this);

    /// <summary>The document as .dib text.</summary>
    public string ToDib() => DibWriter.From(this);

    /// <summary>The document as one page that asks the network for nothing.</summary>
    /// <param name="title">Where the document has no heading.</param>
    public string ToHtml(string title) => NotebookPage.From(this, title);

    /// <summary>The same notebook with other cells.</summary>
    public Notebook With(IEnumerable<NotebookCell> cells) => this with { Cells = Sequence.From(cells) };

    /// <summary>The document before any run.</summary>
    public Notebook WithoutOutputs() => With(Cells.Select(cell => cell.WithoutOutputs()));
}
