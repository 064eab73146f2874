using System.Text.RegularExpressions;

namespace Kit.Report.Notebooks.Files;

/// <summary>A script as a notebook: <c>// %%</c> cuts it into cells; without such lines it is one.</summary>
internal static partial class ScriptReader
{
    public static Notebook From(string text, ScriptForm form)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n').Select(Directive).OfType<string>()
            .Where(line => line != FSharpScriptFile.Display
                && !line.StartsWith(CSharpScriptFile.Show, StringComparison.Ordinal)).ToArray();
        var marks = Enumerable.Range(0, lines.Length).Where(i => Marks(lines[i]));
        int[] starts = [.. marks.Prepend(0).Append(lines.Length).Distinct()];
        var cells = starts.Zip(starts.Skip(1), (from, to) => Cell(lines[from..to], form));
        return new Notebook(form.Language, Sequence.From(cells.Where(cell => cell.Source.Length > 0)));
    }

    private static bool Marks(string line) => line.StartsWith(ScriptForm.Cell, StringComparison.Ordinal);

    private static NotebookCell Cell(string[] lines, ScriptForm form) => lines switch
    {
        [ScriptForm.Text, .. var text] => new(Language.Markdown, ScriptForm.Uncomment(Trimmed(text))),
        [var mark, .. var code] when Marks(mark) => new(form.Language, string.Join('\n', Trimmed(code))),
        _ => new(form.Language, string.Join('\n', Trimmed(lines))),
    };

    private static string[] Trimmed(string[] lines)
    {
        var first = Array.FindIndex(lines, line => line.Trim().Length > 0);
        return first < 0 ? [] : lines[first..(Array.FindLastIndex(lines, line => line.Trim().Length > 0) + 1)];
    }

    /// <summary>A file-based app's directive as the reference that it stands for; null where a notebook needs
    /// none.</summary>
    private static string? Directive(string line)
    {
        if (Project().Match(line) is { Success: true } project) return Assembly(project.Groups[1].Value);
        if (Package().Match(line) is { Success: true } package)
            return $"#r \"nuget: {package.Groups[1].Value}, {package.Groups[2].Value}\"";
        return line.StartsWith("#:", StringComparison.Ordinal) || line.StartsWith("#!/", StringComparison.Ordinal)
            ? null : line;
    }

    private static string Assembly(string project)
    {
        var folder = project.EndsWith("proj", StringComparison.Ordinal) ? Path.GetDirectoryName(project)! : project;
        return $"#r \"{folder}/bin/Debug/net10.0/{Path.GetFileName(folder)}.dll\"";
    }

    [GeneratedRegex(@"^#:project\s+(\S+?)/?\s*$")]
    private static partial Regex Project();

    [GeneratedRegex(@"^#:package\s+([^@\s]+)@(\S+)\s*$")]
    private static partial Regex Package();
}
