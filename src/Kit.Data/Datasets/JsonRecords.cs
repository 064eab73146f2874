using System.Globalization;
using System.Text.Json;
using Kit.Data.Storage;

namespace Kit.Data.Datasets;

/// <summary>The records of a file, one JSON array or one JSON object a line, streamed.</summary>
internal static class JsonRecords
{
    /// <summary>Records in order; a fault of the JSON itself ends the file with its name and the record's number.
    /// </summary>
    public static IEnumerable<JsonRecord> Read(string path)
    {
        using var stream = File.OpenRead(path);
        var records = Opens(stream) == '[' ? Elements(path, stream) : Lines(path, stream);
        foreach (var record in records) yield return record;
    }

    /// <summary>The first character that is no white space; the stream stands behind a byte-order mark.</summary>
    private static int Opens(Stream stream)
    {
        var mark = new byte[3];
        var from = stream.ReadAtLeast(mark, 3, throwOnEndOfStream: false) == 3
            && mark.AsSpan().SequenceEqual((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        stream.Position = from;
        int next;
        do next = stream.ReadByte();
        while (next is ' ' or '\t' or '\r' or '\n');
        stream.Position = from;
        return next;
    }

    private static IEnumerable<JsonRecord> Elements(string path, Stream stream)
    {
        var cursor = new JsonArrayCursor(stream);
        for (var number = 1; ; number++)
        {
            var record = Guarded(path, number, () =>
                cursor.Next() is { } utf8 ? JsonRecord.Parse(number, utf8.ToArray()) : null);
            if (record is null) yield break;
            yield return record;
        }
    }

    private static IEnumerable<JsonRecord> Lines(string path, Stream stream) =>
        TextLines.Read(stream, JsonArrayCursor.Limit, (number, what) => Refused(path, number, what))
            .Where(line => !line.Utf8.Span.Trim(" \t\r"u8).IsEmpty)
            .Select(line => Guarded(path, line.Number, () => JsonRecord.Parse(line.Number, line.Utf8.ToArray())));

    private static T Guarded<T>(string path, int number, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (JsonException e)
        {
            throw Refused(path, number, e.Message.TrimEnd('.'));
        }
    }

    private static InvalidDataException Refused(string path, int number, string what) => new(string.Create(
        CultureInfo.InvariantCulture, $"{path}, record {number}: expected one JSON array of objects, or one object a "
        + $"line, got {what}. Correct the file."));
}
