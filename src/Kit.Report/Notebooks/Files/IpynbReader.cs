using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kit.Report.Notebooks.Files;

/// <summary>Reads nbformat 4 as .NET Interactive writes it, and what other programs made of it.</summary>
internal static class IpynbReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="InvalidDataException">Not a notebook; the message names the cell and the field.</exception>
    public static Notebook From(string text)
    {
        var root = Parse(text);
        if ((root["nbformat"] as JsonValue)?.ToString() is { } format && format != "4")
            throw Broken("nbformat", "4", format, "Save it from a current Jupyter or VS Code");
        if (root["cells"] is not JsonArray cells)
            throw Broken("cells", "an array of cells", Kind(root["cells"]), "Pass a Jupyter notebook");
        var language = DefaultLanguage(root["metadata"]);
        var layout = JsonLayout.Of(text, one => JsonPrinter.Print(root, one));
        var read = cells.Select((cell, i) => Cell(cell, language, i + 1)).ToArray();
        root["cells"] = new JsonArray();
        return new Notebook(language, Sequence.From(read.AsSpan())) { Origin = root.ToJsonString(), Layout = layout };
    }

    internal static Sequence<CellOutput> Outputs(JsonNode? outputs, string cell) => outputs is JsonArray items
        ? [.. items.Select((output, i) => Output(output, string.Create(CultureInfo.InvariantCulture,
            $"{cell}, output {i + 1}")))]
        : [];

    private static JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, null, Strict) as JsonObject
                ?? throw Broken("notebook", "a JSON object", "another value", "Pass a Jupyter notebook");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"notebook: expected JSON, got text that is none ({error.Message}). "
                + "Pass a whole .ipynb file.", error);
        }
    }

    private static Language DefaultLanguage(JsonNode? metadata) => Language.Named(
        Text(metadata, "polyglot_notebook", "kernelInfo", "defaultKernelName")
        ?? Text(metadata, "kernelInfo", "defaultKernelName")
        ?? Text(metadata, "polyglot_notebook", "defaultKernelName")
        ?? Text(metadata, "dotnet_interactive", "defaultKernelName")
        ?? (Text(metadata, "kernelspec", "name") is { } spec && spec.StartsWith(".net-", StringComparison.Ordinal)
            ? spec[".net-".Length..] : Text(metadata, "kernelspec", "name"))
        ?? Language.CSharp.Name);

    private static NotebookCell Cell(JsonNode? node, Language standard, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"cell {number}");
        if (node is not JsonObject cell) throw Broken(name, "a JSON object", Kind(node), "Pass a Jupyter notebook");
        var source = JsonLines.Read(cell["source"])
            ?? throw Broken($"{name}, source", "text or an array of lines", Kind(cell["source"]), "Mend the file");
        return new NotebookCell(LanguageOf(cell, standard, name), source.ReplaceLineEndings("\n"))
        {
            Outputs = Outputs(cell["outputs"], name), Order = OrderOf(cell), Id = Text(cell, "id") ?? "",
            Tags = TagsOf(cell), Origin = cell.ToJsonString(),
        };
    }

    internal static int? OrderOf(JsonNode cell) =>
        cell["execution_count"] is JsonValue order && order.TryGetValue<int>(out var count) ? count : null;

    private static Sequence<string> TagsOf(JsonNode cell) => (cell["metadata"] as JsonObject)?["tags"] is JsonArray tags
        ? [.. tags.OfType<JsonValue>().Select(tag => tag.ToString())] : [];

    private static Language LanguageOf(JsonNode cell, Language standard, string name) => Text(cell, "cell_type") switch
    {
        "markdown" or "raw" => Language.Markdown,
        "code" => (Text(cell, "metadata", "polyglot_notebook", "kernelName")
            ?? Text(cell, "metadata", "dotnet_interactive", "language")) is { } own ? Language.Named(own) : standard,
        var other => throw Broken($"{name}, cell_type", "code, markdown or raw", other ?? "none", "Mend the file"),
    };

    private static CellOutput Output(JsonNode? output, string name) => Text(output, "output_type") switch
    {
        "stream" => new CellOutput.Printed(Text(output, "name") ?? "stdout", JsonLines.Read(output!["text"]) ?? ""),
        "display_data" or "update_display_data" => new CellOutput.Displayed(Forms(output!["data"])),
        "execute_result" => new CellOutput.Result(Forms(output!["data"])),
        "error" => new CellOutput.Failed(Text(output, "ename") ?? "", Text(output, "evalue") ?? "",
            (output!["traceback"] as JsonArray)?.Select(line => line?.ToString() ?? "").ToArray() is { } trace
                ? Sequence.From(trace.AsSpan()) : []),
        var other => throw Broken($"{name}, output_type", "stream, display_data, execute_result or error",
            other ?? "none", "Mend the file, or clear its outputs"),
    };

    private static Bundle Forms(JsonNode? data) => new(data is JsonObject forms
        ? [.. forms.Select(form =>
            new MimeForm(form.Key, JsonLines.Read(form.Value) ?? form.Value?.ToJsonString() ?? "null"))]
        : []);

    private static string? Text(JsonNode? node, params string[] path)
    {
        foreach (var name in path) node = (node as JsonObject)?[name];
        return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }

    private static string Kind(JsonNode? node) => node?.GetValueKind().ToString() ?? "nothing";

    private static InvalidDataException Broken(string what, string expected, string got, string next) =>
        new($"{what}: expected {expected}, got {got}. {next}.");
}
