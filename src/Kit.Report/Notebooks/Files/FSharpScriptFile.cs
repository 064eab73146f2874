namespace Kit.Report.Notebooks.Files;

/// <summary>A notebook of F# cells as a script for <c>dotnet fsi</c>.</summary>
internal static class FSharpScriptFile
{
    /// <summary>What <c>display</c> is outside a notebook.</summary>
    public const string Display = "let display value = printfn \"%O\" value";

    public static string From(Notebook notebook)
    {
        var cells = ScriptForm.FSharp.Cells(notebook).Select(cell => cell.Language == Language.Markdown
            ? $"{ScriptForm.Text}\n{ScriptForm.Comment(cell.Source)}" : $"{ScriptForm.Cell}\n{cell.Source}");
        return string.Join("\n\n", cells.Prepend(Display)) + "\n";
    }
}
