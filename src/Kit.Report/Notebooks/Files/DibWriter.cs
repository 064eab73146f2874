using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kit.Report.Notebooks.Files;

/// <summary>Writes .dib text: front matter, then cells between blank lines.</summary>
internal static class DibWriter
{
    public static string From(Notebook notebook)
    {
        var text = new StringBuilder("#!meta\n\n").Append(FrontMatter(notebook)).Append("\n\n");
        foreach (var cell in notebook.Cells.Where(cell => cell.Source.Trim('\n').Length > 0))
            text.Append("#!").Append(cell.Language.Name).Append("\n\n").Append(cell.Source.Trim('\n')).Append("\n\n");
        return text.ToString()[..^1];
    }

    private static string FrontMatter(Notebook notebook)
    {
        var origin = JsonNode.Parse(notebook.Origin);
        var metadata = origin?["metadata"] as JsonObject;
        var kept = metadata is not null && origin!["nbformat"] is null ? metadata : new JsonObject
        {
            ["kernelInfo"] = KernelInfo.Find(metadata)?.DeepClone() ?? KernelInfo.From(notebook),
        };
        return kept.ToJsonString(new JsonSerializerOptions
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
    }
}
