using System.Text.Json.Nodes;

namespace Kit.Report.Notebooks.Files;

/// <summary>The languages of a notebook, as its metadata states them.</summary>
internal static class KernelInfo
{
    /// <summary>kernelspec, language_info and polyglot_notebook of a document that has none.</summary>
    public static void Write(JsonObject metadata, Notebook notebook)
    {
        metadata["kernelspec"] ??= new JsonObject
        {
            ["display_name"] = $".NET ({notebook.Language.Title})", ["language"] = notebook.Language.Title,
            ["name"] = $".net-{notebook.Language.Name}",
        };
        metadata["language_info"] ??= new JsonObject { ["name"] = "polyglot-notebook" };
        metadata["polyglot_notebook"] ??= new JsonObject { ["kernelInfo"] = From(notebook) };
    }

    /// <summary>The front matter of a .dib.</summary>
    public static JsonObject From(Notebook notebook)
    {
        var languages = notebook.Cells.Select(cell => cell.Language).Where(one => one != Language.Markdown)
            .Prepend(notebook.Language).Distinct().OrderBy(one => one.Name, StringComparer.Ordinal);
        return new JsonObject
        {
            ["defaultKernelName"] = notebook.Language.Name, ["items"] = new JsonArray([.. languages.Select(Item)]),
        };
    }

    /// <summary>What a document declares, wherever it does.</summary>
    public static JsonObject? Find(JsonNode? metadata) => metadata?["kernelInfo"] as JsonObject
        ?? metadata?["polyglot_notebook"]?["kernelInfo"] as JsonObject;

    public static IEnumerable<Language> Languages(JsonNode? metadata) => Find(metadata)?["items"] is JsonArray items
        ? items.OfType<JsonObject>().Where(item => item["name"] is JsonValue).Select(Read) : [];

    private static Language Read(JsonObject item) => new(
        item["name"]!.ToString(), item["languageName"]?.ToString() ?? item["name"]!.ToString(),
        item["aliases"] is JsonArray aliases ? [.. aliases.OfType<JsonValue>().Select(alias => alias.ToString())] : []);

    private static JsonNode Item(Language language) => new JsonObject
    {
        ["aliases"] = new JsonArray([.. language.Aliases.Select(alias => (JsonNode)JsonValue.Create(alias))]),
        ["languageName"] = language.Title, ["name"] = language.Name,
    };
}
