using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Kit.Data.Storage;

namespace Kit.Train.Metrics;

/// <summary>Appends metrics to a JSON-lines file: <c>{"step":3,"loss":0.61}</c>, one line a step, on disk at
/// once.</summary>
/// <remarks>Appending to the file of an interrupted run first removes a last line that was only half written. Numbers
/// that JSON lacks are the strings NaN, Infinity and -Infinity.</remarks>
public sealed class MetricWriter : IDisposable
{
    private readonly FileStream file;

    private MetricWriter(FileStream file) => this.file = file;

    /// <summary>Opens the file at its end, and creates it with its folder if it is not there.</summary>
    public static MetricWriter Append(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        file.SetLength(WholeLines(file));
        file.Seek(0, SeekOrigin.End);
        return new MetricWriter(file);
    }

    /// <summary>Replaces the file with these rows, whole or not at all, and opens it at its end.</summary>
    public static MetricWriter Replace(string path, IEnumerable<MetricRow> rows)
    {
        AtomicFile.Write(path, stream =>
        {
            foreach (var row in rows) stream.Write(Line(row));
        });
        return Append(path);
    }

    public void Write(MetricRow row)
    {
        file.Write(Line(row));
        file.Flush();
    }

    public void Dispose() => file.Dispose();

    private static ReadOnlySpan<byte> Line(MetricRow row)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line)) Write(json, row);
        line.Write("\n"u8);
        return line.WrittenSpan;
    }

    private static void Write(Utf8JsonWriter json, MetricRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("step", row.Step);
        foreach (var metric in row.Values)
        {
            if (double.IsFinite(metric.Value)) json.WriteNumber(metric.Name, metric.Value);
            else json.WriteString(metric.Name, metric.Value.ToString(CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }

    /// <summary>The length up to and with the last line end.</summary>
    private static long WholeLines(FileStream file)
    {
        for (var length = file.Length; length > 0; length--)
        {
            file.Seek(length - 1, SeekOrigin.Begin);
            if (file.ReadByte() == '\n') return length;
        }

        return 0;
    }
}
