using System.Globalization;
using System.Text.Json;

namespace Kit.Train.Metrics;

/// <summary>The metrics of one run.</summary>
/// <param name="Rows">In order of writing.</param>
[TypeFormatterSource]
public sealed record MetricLog(Sequence<MetricRow> Rows)
{
    /// <summary>The curve of one metric: its steps and values, where it was logged.</summary>
    public IEnumerable<(double X, double Y)> Curve(string name) =>
        from row in Rows
        let value = row[name]
        where value is not null
        select ((double)row.Step, value.Value);

    /// <summary>The last value of that name.</summary>
    public double Last(string name) => Rows.Select(row => row[name]).LastOrDefault(value => value is not null)
        ?? throw new ArgumentException(
            $"Metric {name}: expected at least one value, got none. Logged are: "
            + $"{string.Join(", ", Rows.SelectMany(row => row.Values).Select(metric => metric.Name).Distinct())}.");

    /// <summary>Reads a file that <see cref="MetricWriter"/> wrote; a last line without its line end is a step that was
    /// interrupted, and is not read.</summary>
    public static MetricLog Read(string path)
    {
        var text = File.ReadAllText(path);
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        var lines = whole.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new MetricLog(Sequence.From(lines.Select((line, i) => Row(path, i + 1, line))));
    }

    private static MetricRow Row(string path, int number, string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return new MetricRow(
                json.RootElement.GetProperty("step").GetInt64(),
                Sequence.From(json.RootElement.EnumerateObject().Where(p => p.Name != "step").Select(Value)));
        }
        catch (Exception error) when (Malformed(error))
        {
            throw new InvalidDataException(
                $"Metrics {path}, line {number}: expected {{\"step\": integer, name: number, …}}, "
                + $"got {Shortened(line)}. Remove the line, or read the file of another run.", error);
        }
    }

    private static bool Malformed(Exception error) =>
        error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException;

    private static MetricValue Value(JsonProperty property) => new(
        property.Name,
        property.Value.ValueKind == JsonValueKind.String
            ? double.Parse(property.Value.GetString()!, CultureInfo.InvariantCulture)
            : property.Value.GetDouble());

    private static string Shortened(string line) => line.Length > 80 ? $"{line[..80]}…" : line;
}
