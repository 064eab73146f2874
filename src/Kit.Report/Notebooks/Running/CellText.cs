using System.Text.RegularExpressions;

namespace Kit.Report.Notebooks.Running;

/// <summary>Takes a cell apart into what the runner does itself and what a language runs.</summary>
internal static partial class CellText
{
    public static Sequence<CellStep> Steps(NotebookCell cell)
    {
        var (steps, code, language) = (new List<CellStep>(), new List<string>(), cell.Language);
        foreach (var (line, number) in cell.Source.Split('\n').Select((line, i) => (line, i + 1)))
        {
            if (Switch(line) is { } next)
            {
                Close(steps, code, language);
                language = next;
                code = Blank(number);
            }
            else if (Step(line, number, language) is { } step)
            {
                steps.Add(step);
                code.Add("");
            }
            else code.Add(line);
        }

        Close(steps, code, language);
        return Sequence.From(steps.ToArray().AsSpan());
    }

    private static Language? Switch(string line) => line.StartsWith("#!", StringComparison.Ordinal)
        ? Language.Find(line[2..].TrimEnd(), Language.Known) : null;

    private static CellStep? Step(string line, int number, Language language)
    {
        if (MagicLine().Match(line) is { Success: true } magic)
            return new CellStep.Magic(number, language, magic.Groups[1].Value, MagicWords.Parse(magic.Groups[2].Value));
        return ReferenceLine().Match(line) is { Success: true } reference
            ? new CellStep.Reference(number, language, reference.Groups[1].Value) : null;
    }

    private static void Close(List<CellStep> steps, List<string> code, Language language)
    {
        if (code.Any(line => line.Trim().Length > 0))
            steps.Add(new CellStep.Code(code.FindIndex(line => line.Trim().Length > 0) + 1, language,
                string.Join('\n', code)));
    }

    private static List<string> Blank(int lines) => [.. Enumerable.Repeat("", lines)];

    [GeneratedRegex(@"^#!([A-Za-z][\w-]*)(.*)$")]
    private static partial Regex MagicLine();

    [GeneratedRegex(@"^\s*#r\s+@?""([^""]+)""\s*;*\s*(?://.*)?$")]
    private static partial Regex ReferenceLine();
}
