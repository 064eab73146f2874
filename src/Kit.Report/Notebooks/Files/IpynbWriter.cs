using System.Text.Json.Nodes;

namespace Kit.Report.Notebooks.Files;

/// <summary>Writes nbformat 4.5 as the VS Code extension does. What was read and not changed is written as it was
/// read; a part that changed is written anew in its old place.</summary>
internal static class IpynbWriter
{
    public static string From(Notebook notebook)
    {
        var root = Root(notebook);
        root["cells"] = new JsonArray([.. notebook.Cells.Zip(Ids(notebook), Cell)]);
        if (root["metadata"] is not JsonObject) root["metadata"] = new JsonObject();
        if (root["nbformat"] is null) KernelInfo.Write((JsonObject)root["metadata"]!, notebook);
        root["nbformat"] ??= 4;
        root["nbformat_minor"] ??= 5;
        return JsonPrinter.Print(root, notebook.Layout);
    }

    /// <summary>The document as read, or, when it was no .ipynb, its metadata behind the cells.</summary>
    private static JsonObject Root(Notebook notebook)
    {
        var root = (JsonObject)JsonNode.Parse(notebook.Origin)!;
        return root.ContainsKey("cells") ? root
            : new JsonObject { ["cells"] = null, ["metadata"] = root["metadata"]?.DeepClone() };
    }

    private static JsonObject Cell(NotebookCell cell, string id)
    {
        var old = (JsonObject)JsonNode.Parse(cell.Origin)!;
        var made = old.Count == 0 ? Fresh(cell, id) : old;
        if (JsonLines.Read(made["source"])?.ReplaceLineEndings("\n") != cell.Source)
            made["source"] = JsonLines.From(cell.Source);
        if (cell.Language == Language.Markdown) return made;
        if (IpynbReader.OrderOf(made) != cell.Order || !made.ContainsKey("execution_count"))
            made["execution_count"] = cell.Order;
        if (made["outputs"] is not JsonArray || !IpynbReader.Outputs(made["outputs"], "").Equals(cell.Outputs))
            made["outputs"] = new JsonArray([.. cell.Outputs.Select(output => (JsonNode)Output(output, cell.Order))]);
        return made;
    }

    private static JsonObject Fresh(NotebookCell cell, string id)
    {
        var text = cell.Language == Language.Markdown;
        var made = new JsonObject { ["cell_type"] = text ? "markdown" : "code" };
        if (!text) made["execution_count"] = null;
        made["id"] = id;
        made["metadata"] = Metadata(cell, text);
        if (!text) made["outputs"] = new JsonArray();
        made["source"] = JsonLines.From(cell.Source);
        return made;
    }

    private static JsonObject Metadata(NotebookCell cell, bool text)
    {
        var metadata = text ? new JsonObject() : new JsonObject
        {
            ["dotnet_interactive"] = new JsonObject { ["language"] = cell.Language.Name },
            ["polyglot_notebook"] = new JsonObject { ["kernelName"] = cell.Language.Name },
        };
        string[] tags = [.. (cell.TakesParameters ? cell.Tags.Append(NotebookCell.Parameters) : cell.Tags).Distinct()];
        if (tags.Length > 0) metadata["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)JsonValue.Create(tag))]);
        return metadata;
    }

    /// <summary>Ids made from the place, not from chance, so that the same notebook gives the same bytes.</summary>
    private static string[] Ids(Notebook notebook)
    {
        var taken = notebook.Cells.Select(cell => cell.Id).ToHashSet();
        return [.. notebook.Cells.Select((cell, i) => cell.Id.Length > 0 ? cell.Id
            : Enumerable.Range(i + 1, int.MaxValue - i - 1).Select(n => FormattableString.Invariant($"cell-{n}"))
                .First(taken.Add))];
    }

    private static JsonObject Output(CellOutput output, int? order) => output switch
    {
        CellOutput.Printed printed => new JsonObject
        {
            ["name"] = printed.Channel, ["output_type"] = "stream", ["text"] = JsonLines.From(printed.Text),
        },
        CellOutput.Displayed shown => new JsonObject
        {
            ["data"] = Data(shown.Bundle), ["metadata"] = new JsonObject(), ["output_type"] = "display_data",
        },
        CellOutput.Result result => new JsonObject
        {
            ["data"] = Data(result.Bundle), ["execution_count"] = order, ["metadata"] = new JsonObject(),
            ["output_type"] = "execute_result",
        },
        CellOutput.Failed failed => new JsonObject
        {
            ["ename"] = failed.Name, ["evalue"] = failed.Message, ["output_type"] = "error",
            ["traceback"] = new JsonArray([.. failed.Trace.Select(line => (JsonNode)JsonValue.Create(line))]),
        },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static JsonObject Data(Bundle bundle) => new(bundle.Forms.Select(form => KeyValuePair.Create(
        form.Mime, IsJson(form.Mime) ? JsonNode.Parse(form.Text) : (JsonNode?)JsonLines.From(form.Text))));

    /// <summary>Whether a notebook stores the form as JSON rather than as lines of text.</summary>
    private static bool IsJson(string mime) =>
        mime == "application/json" || mime.EndsWith("+json", StringComparison.Ordinal);
}
