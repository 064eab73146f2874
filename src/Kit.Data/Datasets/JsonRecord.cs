using System.Text.Json;

namespace Kit.Data.Datasets;

/// <summary>One record of a file.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Json">Its value; disposable with <see cref="Document"/>.</param>
/// <param name="Document">Owns the memory.</param>
internal sealed record JsonRecord(int Number, JsonElement Json, JsonDocument Document) : IDisposable
{
    public static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    public static JsonRecord Parse(int number, ReadOnlyMemory<byte> utf8)
    {
        var document = JsonDocument.Parse(utf8, Options);
        return new(number, document.RootElement, document);
    }

    public void Dispose() => Document.Dispose();
}
