namespace Kit.Report.Notebooks.Files;

/// <summary>A script's language; cells begin at a line <c>// %%</c>, text cells at <c>// %% [markdown]</c>, as editors
/// that cut scripts into cells know it.</summary>
/// <param name="Language">Of the code.</param>
internal sealed record ScriptForm(Language Language)
{
    public const string Cell = "// %%", Text = "// %% [markdown]";

    public static ScriptForm CSharp { get; } = new(Notebooks.Language.CSharp);

    public static ScriptForm FSharp { get; } = new(Notebooks.Language.FSharp);

    /// <summary>Text as comments.</summary>
    public static string Comment(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length > 0 ? $"// {line}" : "//"));

    /// <summary>Comments as text.</summary>
    public static string Uncomment(IEnumerable<string> lines) => string.Join('\n', lines.Select(line =>
        line.StartsWith("// ", StringComparison.Ordinal) ? line[3..] : line == "//" ? "" : line));

    /// <summary>Refuses cells in another language than the script's.</summary>
    public IEnumerable<NotebookCell> Cells(Notebook notebook) => notebook.Cells.Select((cell, i) =>
        cell.Language == Language || cell.Language == Notebooks.Language.Markdown ? cell
        : throw new InvalidDataException(FormattableString.Invariant(
            $"cell {i + 1}: expected {Language.Title} or Markdown, got {cell.Language.Title}. ")
            + "Convert to .dib or .ipynb, which hold several languages."));
}
