using System.Globalization;
using System.Text.Json;

namespace Kit.Data.Storage;

/// <summary>Records, one JSON object a line, UTF-8.</summary>
public static class JsonLines
{
    /// <summary>Longest line accepted, bytes: a file that is no JSON lines at all ends here, not in memory.</summary>
    public const int Limit = 64 << 20;

    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    /// <summary>Reads records one by one; a faulty line is refused with the file, the line and the field.</summary>
    public static IEnumerable<T> Read<T>(string path)
    {
        using var stream = File.OpenRead(path);
        foreach (var line in TextLines.Read(stream, Limit, (number, what) => Refused(path, number, what)))
            if (!Blank(line)) yield return Parse<T>(path, line);
    }

    /// <summary>Replaces the file with these records.</summary>
    public static void Write<T>(string path, IEnumerable<T> records) =>
        AtomicFile.Write(path, stream => Write(stream, records));

    /// <summary>Writes records to a stream, one a line.</summary>
    public static void Write<T>(Stream stream, IEnumerable<T> records)
    {
        foreach (var record in records) stream.Write(Line(record));
    }

    /// <summary>The records of a log that its writer may have left in the middle of a line: what stands behind the last
    /// line end is cut off the file first. None when there is no file.</summary>
    public static IReadOnlyList<T> Resume<T>(string path)
    {
        if (!File.Exists(path)) return [];
        CutTornLine(path);
        return [.. Read<T>(path)];
    }

    /// <summary>Adds one record to the end of a log and hands it to the system at once.</summary>
    public static void Append<T>(string path, T record)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        stream.Write(Line(record));
    }

    private static void CutTornLine(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var end = stream.Length;
        for (; end > 0; end--)
        {
            stream.Position = end - 1;
            if (stream.ReadByte() == '\n') break;
        }

        if (end < stream.Length) stream.SetLength(end);
    }

    private static byte[] Line<T>(T record) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(record, StrictJson.Options), .. LineEnd];

    private static bool Blank(TextLine line) => line.Utf8.Span.Trim(" \t\r"u8).IsEmpty;

    private static T Parse<T>(string path, TextLine line)
    {
        try
        {
            CheckUtf8(line.Utf8.Span);
            return JsonSerializer.Deserialize<T>(line.Utf8.Span, StrictJson.Options) ?? throw new JsonException("null");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or FormatException or NotSupportedException)
        {
            throw Refused(path, line.Number, Fault(e) + (line.Ended ? "" : " (the last line, cut short)"));
        }
    }

    private static string Fault(Exception e) => e is JsonException { Path: { } path }
        && !e.Message.Contains($"Path: {path} ", StringComparison.Ordinal)
            ? $"{e.Message.TrimEnd('.')} at {path}"
            : e.Message.TrimEnd('.');

    private static void CheckUtf8(ReadOnlySpan<byte> line)
    {
        if (!System.Text.Unicode.Utf8.IsValid(line)) throw new JsonException("bytes that are no UTF-8");
    }

    private static InvalidDataException Refused(string path, int line, string what) => new(string.Create(
        CultureInfo.InvariantCulture, $"{path}, line {line}: expected one JSON object, got {what}. Correct the line."));
}
