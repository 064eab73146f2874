using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kit.Report.Notebooks.Files;

/// <summary>Reads .dib text: a line <c>#!name</c> that is a language and nothing else begins a cell.</summary>
internal static class DibReader
{
    private const string Mark = "#!", Meta = "#!meta";

    public static Notebook From(string text)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var (meta, start) = FrontMatter(lines);
        var metadata = Parse(meta);
        Language[] known = [.. Language.Known, .. KernelInfo.Languages(metadata)];
        var standard = KernelInfo.Find(metadata)?["defaultKernelName"]?.ToString() is { } name
            ? Language.Find(name, known) ?? Language.Named(name) : Language.CSharp;
        return new Notebook(standard, Cells(lines.Skip(start), standard, known)) { Origin = Origin(metadata) };
    }

    private static Sequence<NotebookCell> Cells(IEnumerable<string> lines, Language language, Language[] known)
    {
        var (cells, current) = (new List<NotebookCell>(), new List<string>());
        foreach (var line in lines)
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal)
                && Language.Find(line[Mark.Length..], known) is { } next)
            {
                Close(cells, current, language);
                language = next;
            }
            else current.Add(line);
        }

        Close(cells, current, language);
        return Sequence.From(cells.ToArray().AsSpan());
    }

    /// <summary>Blank lines around a cell are layout; a cell of nothing else is none.</summary>
    private static void Close(List<NotebookCell> cells, List<string> lines, Language language)
    {
        var text = string.Join('\n', lines).Trim('\n');
        if (text.Length > 0) cells.Add(new NotebookCell(language, text));
        lines.Clear();
    }

    private static (string Json, int Start) FrontMatter(string[] lines)
    {
        var first = Array.FindIndex(lines, line => line.Length > 0);
        if (first < 0 || lines[first] != Meta) return ("", 0);
        var end = Array.FindIndex(lines, first + 1, line => line.StartsWith(Mark, StringComparison.Ordinal));
        var stop = end < 0 ? lines.Length : end;
        return (string.Join('\n', lines[(first + 1)..stop]).Trim(), stop);
    }

    private static JsonObject? Parse(string json)
    {
        if (json.Length == 0) return null;
        try
        {
            return JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"#!meta: expected one JSON object, got text that is none "
                + $"({error.Message}). Mend the lines below #!meta, or delete them.", error);
        }
    }

    private static string Origin(JsonObject? metadata) =>
        metadata is null ? "{}" : new JsonObject { ["metadata"] = metadata }.ToJsonString();
}
