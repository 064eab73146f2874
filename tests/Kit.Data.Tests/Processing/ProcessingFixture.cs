using System.Text.Json;
using Kit.Data.Storage;
using Kit.Data.Tests.Storage;

namespace Kit.Data.Tests.Processing;

/// <summary>Every folder that has <c>processing.json</c>: cases of the official codes and where their tensors lie.
/// </summary>
internal sealed record ProcessingFixture(string Folder, JsonElement Cases)
{
    public static IReadOnlyList<ProcessingFixture> All { get; } =
        [.. Fixtures.Files("processing.json").Order().Select(file =>
            new ProcessingFixture(Path.GetDirectoryName(file)!, Parse(file)))];

    public IEnumerable<JsonElement> this[string kind] => Cases.GetProperty(kind).EnumerateArray();

    public SafetensorsFile Tensors() => SafetensorsFile.Open(Path.Combine(Folder, "processing.safetensors"));

    private static JsonElement Parse(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.Clone();
    }
}
