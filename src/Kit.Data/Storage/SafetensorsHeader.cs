using System.Globalization;
using System.Text.Json;

namespace Kit.Data.Storage;

/// <summary>The validated table of contents of a safetensors file.</summary>
/// <remarks>8 bytes little-endian N, N bytes of JSON {name: {dtype, shape, data_offsets: [begin, end]}}, then the data;
/// offsets count from the first byte of data. Refused: N above 100 MB or the file, broken JSON, repeated names, unknown
/// dtypes, sizes that overflow or differ from their range, ranges that overlap or leave holes, data cut short.
/// </remarks>
internal sealed record SafetensorsHeader(Sequence<TensorEntry> Entries, Sequence<Component> Metadata)
{
    public const long Limit = 100_000_000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <param name="file">Named in messages.</param>
    /// <param name="json">The N bytes after the length.</param>
    /// <param name="size">Bytes of the whole file.</param>
    public static SafetensorsHeader Parse(string file, ReadOnlyMemory<byte> json, long size)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            var fields = document.RootElement.EnumerateObject().ToList();
            var data = sizeof(long) + json.Length;
            var entries = fields.Where(f => f.Name != "__metadata__").Select(f => Entry(f, data));
            var sorted = Sequence.From(entries.OrderBy(e => e.Offset).ThenBy(e => e.End));
            CheckCover(sorted, data, size);
            return new(sorted, Sequence.From(fields.Where(f => f.Name == "__metadata__").SelectMany(Pairs)));
        }
        catch (Exception e) when (IsFault(e))
        {
            throw Refused(file, e.Message);
        }
    }

    public static InvalidDataException Refused(string file, string what) =>
        new($"{file}: expected a safetensors file, got one with a fault: {what.TrimEnd('.')}. "
            + "Fetch or write it again.");

    private static bool IsFault(Exception e) =>
        e is JsonException or InvalidOperationException or FormatException or OverflowException;

    private static TensorEntry Entry(JsonProperty field, long data)
    {
        var range = Part(field, "data_offsets").EnumerateArray().Select(x => x.GetInt64()).ToArray();
        var shape = Sequence.From(Part(field, "shape").EnumerateArray().Select(x => x.GetInt64()));
        var dtype = Part(field, "dtype").GetString() ?? "null";
        if (!Enum.TryParse<TensorType>(dtype, out var type) || type.ToString() != dtype)
            throw new FormatException($"{field.Name} has the unknown dtype {dtype}");
        if (range.Length != 2 || range[0] < 0 || range[1] < range[0] || shape.Any(x => x < 0))
            throw new FormatException($"{field.Name} has shape {shape} at bytes {Sequence.From(range)}");
        var entry = new TensorEntry(field.Name, type, shape, checked(data + range[0]), range[1] - range[0]);
        return Bytes(entry) == entry.Length ? entry : throw new FormatException(string.Create(
            CultureInfo.InvariantCulture, $"{entry} needs {Bytes(entry)} bytes and has {entry.Length}"));
    }

    private static JsonElement Part(JsonProperty field, string name) =>
        field.Value.TryGetProperty(name, out var part)
            ? part
            : throw new FormatException($"{field.Name} has no {name}");

    // A zero anywhere makes the product zero, even where the other sizes would overflow.
    private static long Bytes(TensorEntry entry) => entry.Shape.Contains(0)
        ? 0 : entry.Shape.Aggregate((long)entry.Type.Bytes(), (bytes, size) => checked(bytes * size));

    private static void CheckCover(Sequence<TensorEntry> sorted, long data, long size)
    {
        var end = data;
        foreach (var entry in sorted)
        {
            if (entry.Offset != end) throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"{entry.Name} begins at byte {entry.Offset} where {end} was due, ")
                + (entry.Offset < end ? "an overlap" : "a hole"));
            end = entry.End;
        }

        if (end != size) throw new FormatException(string.Create(CultureInfo.InvariantCulture,
            $"its tensors end at byte {end} and the file at {size}, ")
            + (size < end ? "it was cut short" : "bytes are left over"));
    }

    private static IEnumerable<Component> Pairs(JsonProperty metadata) =>
        metadata.Value.EnumerateObject().Select(p => new Component(p.Name, p.Value.GetString()
            ?? throw new FormatException($"metadata {p.Name} is null")));
}
