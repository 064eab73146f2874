namespace Kit.Report.Rendering;

/// <summary>A table for other programs: comma-separated (RFC 4180, LF), six significant digits, one number a
/// field.</summary>
/// <remarks>mean ± std becomes two fields, a difference four: name, name std; name, name low, name high, name
/// se.</remarks>
internal static class TableCsv
{
    public static string From(Table table) => Written(table, column => []);

    /// <summary>With a line below the header that gives each field's tolerance.</summary>
    public static string WithTolerances(Table table) => Written(table, column => [$"{column.Tolerance}"]);

    /// <param name="table">What is written.</param>
    /// <param name="below">Lines below the header: the same text in every field of the column.</param>
    private static string Written(Table table, Func<Column, string[]> below)
    {
        var columns = Enumerable.Range(0, table.Columns.Count).Select(i => Fields(table, i, below)).ToArray();
        var lines = Enumerable.Range(0, columns.Select(column => column.Length).FirstOrDefault(0))
            .Select(row => string.Join(',', columns.SelectMany(column => column[row])));
        return string.Concat(lines.Select(line => $"{line}\n"));
    }

    /// <summary>The fields of one column: header first, then a row each, all of one length.</summary>
    private static string[][] Fields(Table table, int index, Func<Column, string[]> below)
    {
        var column = table.Columns[index];
        string[][] rows = [.. table.Rows.Select(row => Values(row[index], column.Format))];
        var width = rows.Select(row => row.Length).Append(1).Max();
        string[][] head =
        [
            [.. CellNumbers.Names(column, width).Select(Quote)],
            .. below(column).Select(text => Enumerable.Repeat(text, width).ToArray()),
        ];
        return [.. head, .. rows.Select(row => Filled(row, width))];
    }

    private static string[] Values(Cell cell, Format format) => cell switch
    {
        Cell.Words words => [Quote(words.Text)],
        _ => [.. CellNumbers.From(cell).Select(value => Text(value, format))],
    };

    /// <summary>NaN is left empty: one run has no spread.</summary>
    private static string Text(double value, Format format) =>
        double.IsNaN(value) ? "" : Numbers.Significant(format.Scale(value), 6);

    private static string[] Filled(string[] row, int width) => [.. row, .. Enumerable.Repeat("", width - row.Length)];

    private static string Quote(string text) => text.AsSpan().IndexOfAny("\",\n\r") < 0
        ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
