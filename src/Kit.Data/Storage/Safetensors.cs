using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace Kit.Data.Storage;

/// <summary>Writes safetensors files that every reader of the format accepts.</summary>
/// <remarks>Sorted by element size, then name; header padded with spaces to 8 bytes, so each tensor is aligned;
/// metadata format = pt, which transformers asks for; written whole or not at all.</remarks>
public static class Safetensors
{
    private static readonly Component Format = new("format", "pt");

    public static void Write(string path, IEnumerable<TensorSource> tensors) => Write(path, tensors, []);

    /// <param name="path">Replaced.</param>
    /// <param name="tensors">Distinct names.</param>
    /// <param name="metadata">Strings to keep beside format = pt.</param>
    public static void Write(string path, IEnumerable<TensorSource> tensors, IEnumerable<Component> metadata) =>
        AtomicFile.Write(path, Writer(tensors, metadata));

    /// <summary>What puts such a file into a stream; faults of the tensors are found before the first byte.</summary>
    public static Action<Stream> Writer(IEnumerable<TensorSource> tensors, IEnumerable<Component> metadata)
    {
        var sorted = tensors.OrderByDescending(tensor => tensor.Type.Bytes())
            .ThenBy(tensor => tensor.Name, StringComparer.Ordinal).ToList();
        var header = Header(Checked(sorted), metadata);
        return stream =>
        {
            stream.Write(header);
            foreach (var tensor in sorted) WriteData(stream, tensor);
        };
    }

    private static List<TensorSource> Checked(List<TensorSource> tensors)
    {
        var names = new HashSet<string> { "__metadata__" };
        foreach (var tensor in tensors)
        {
            if (tensor.Shape.Any(size => size < 0))
                throw new ArgumentException(
                    $"tensor {tensor.Name}: expected sizes from 0 up, got {tensor.Shape}. Give the bytes' shape.");
            if (!names.Add(tensor.Name)) throw Taken(tensor);
        }

        return tensors;
    }

    internal static ArgumentException Taken(TensorSource tensor) =>
        new($"tensor {tensor}: expected a name of its own, got one that is taken. Rename it.");

    private static byte[] Header(List<TensorSource> tensors, IEnumerable<Component> metadata)
    {
        var json = new MemoryStream();
        json.Write(new byte[sizeof(ulong)]);
        using (var writer = new Utf8JsonWriter(json)) Describe(writer, tensors, metadata);
        while (json.Length % 8 != 0) json.WriteByte((byte)' ');
        var bytes = json.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(bytes, bytes.Length - sizeof(ulong));
        return bytes;
    }

    private static void Describe(Utf8JsonWriter writer, List<TensorSource> tensors, IEnumerable<Component> metadata)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("__metadata__");
        foreach (var (name, value) in metadata.Where(c => c.Name != Format.Name).Prepend(Format))
            writer.WriteString(name, value);
        writer.WriteEndObject();
        var offset = 0L;
        foreach (var tensor in tensors) offset = Describe(writer, tensor, offset);
        writer.WriteEndObject();
    }

    private static long Describe(Utf8JsonWriter writer, TensorSource tensor, long offset)
    {
        writer.WriteStartObject(tensor.Name);
        writer.WriteString("dtype", tensor.Type.ToString());
        WriteNumbers(writer, "shape", tensor.Shape);
        WriteNumbers(writer, "data_offsets", [offset, offset + tensor.Length]);
        writer.WriteEndObject();
        return offset + tensor.Length;
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, Sequence<long> numbers)
    {
        writer.WriteStartArray(name);
        foreach (var number in numbers) writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }

    private static void WriteData(Stream stream, TensorSource tensor)
    {
        var start = stream.Position;
        tensor.Write(stream);
        if (stream.Position - start != tensor.Length)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"tensor {tensor}: expected {tensor.Length} bytes, got {stream.Position - start}. ")
                + "Write the whole tensor, contiguous, in its own element type.");
    }
}
