using System.Text;

namespace Kit.Evaluate.Benchmarks.Layouts;

/// <summary>One record of a table with a header.</summary>
/// <param name="Number">From 1, the header not counted.</param>
internal sealed record CsvRow(int Number, Dictionary<string, int> Header, Sequence<string> Values)
{
    public string this[string column] =>
        Header.TryGetValue(column, out var at) && at < Values.Count ? Values[at]
        : throw new FormatException($"{column}: expected a value, got no such column in {Values.Count} values.");
}

/// <summary>Comma-separated values (RFC 4180) and tab-separated ones.</summary>
internal static class Csv
{
    private const long Limit = 512L << 20;

    public static IEnumerable<CsvRow> Read(string path, char separator = ',')
    {
        if (!File.Exists(path)) throw new InvalidDataException(
            $"{path}: expected a table, got no file of this name. Check the path.");
        if (new FileInfo(path).Length > Limit) throw new InvalidDataException(FormattableString.Invariant(
            $"{path}: expected at most {Limit} bytes. Name the table itself."));
        var rows = Parse(File.ReadAllText(path), separator).Where(row => row is not [""]).ToList();
        if (rows.Count == 0) throw new InvalidDataException($"{path}: expected a header, got nothing. Check the file.");
        var header = new Dictionary<string, int>();
        foreach (var (at, name) in rows[0].Index()) header.TryAdd(name, at);
        return rows.Skip(1).Select((row, i) => new CsvRow(i + 1, header, Sequence.From(row.AsEnumerable())));
    }

    /// <summary>One field, quoted where it must be.</summary>
    public static string Field(string value, char separator) =>
        value.AsSpan().IndexOfAny("\"\r\n") >= 0 || value.Contains(separator)
            ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : value;

    private static IEnumerable<List<string>> Parse(string text, char separator)
    {
        var (row, field, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') field.Append(text[++i]);
            else if (c == '"' && (quoted || field.Length == 0)) quoted = !quoted;
            else if (!quoted && c == separator) Close();
            else if (!quoted && (c is '\n' or '\r'))
            {
                if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n') i++;
                Close();
                yield return row;
                row = [];
            }
            else field.Append(c);
        }

        if (field.Length == 0 && row.Count == 0) yield break;
        Close();
        yield return row;

        void Close()
        {
            row.Add(field.ToString());
            field.Clear();
        }
    }
}
