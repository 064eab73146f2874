using System.Text.Json;
using System.Text.Json.Serialization;
using Kit.Data.Storage;
using Kit.Evaluate.Scoring;

namespace Kit.Report;

/// <summary>A table as JSON, schema <c>kit-table/1</c>: <see cref="Table.ToJson"/> describes it.</summary>
internal sealed record TableFile(
    string Schema, string Title, Sequence<ColumnFile> Columns, Sequence<RowFile> Rows, Sequence<string> Notes,
    Sequence<string> Footnotes, Protocol? Protocol = null)
{
    private const string Version = "kit-table/1";

    private static JsonSerializerOptions Options { get; } = Make();

    public static TableFile From(Table table) => new(
        Version, table.Title, [.. table.Columns.Select(ColumnFile.From)],
        [.. table.Rows.Select(row => RowFile.From(row, table.Columns))], table.Notes, [.. CellNotes.From(table)],
        table.Protocol);

    public static TableFile Parse(string json) =>
        JsonSerializer.Deserialize<TableFile>(json, Options) is { Schema: Version } file ? file
        : throw new JsonException($"table: expected schema {Version}. Export the table anew.");

    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";

    public Table ToTable() => new(
        Title, [.. Columns.Select(column => column.ToColumn())], [.. Rows.Select(row => row.ToRow(Columns.Count))],
        Notes, Protocol);

    /// <summary>The kit's JSON, with nulls left out and infinities told.</summary>
    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(StrictJson.Options)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };
        options.Converters.Insert(0, new UnboundedConverter());    // before the one that refuses them
        options.MakeReadOnly();
        return options;
    }
}

/// <summary>A row: its first cell's text, and its cells.</summary>
internal sealed record RowFile(string Name, Sequence<CellFile> Cells)
{
    public static RowFile From(Sequence<Cell> row, Sequence<Column> columns) => new(
        row.Count == 0 ? "" : row[0].Show(columns[0].Format),
        [.. row.Zip(columns, CellFile.From)]);

    public Sequence<Cell> ToRow(int columns) => Cells.Count == columns
        ? [.. Cells.Select(cell => cell.ToCell())]
        : throw new JsonException($"table: expected {columns} cells in row '{Name}', got {Cells.Count}.");
}

/// <summary>A column.</summary>
internal sealed record ColumnFile(
    string Name, string Unit, Better Better, string Format, int Digits, string? Source = null, string? Tolerance = null)
{
    public static ColumnFile From(Column column)
    {
        var (format, digits) = column.Format switch
        {
            Report.Format.Significant significant => ("significant", significant.Digits),
            Report.Format.Fixed places => ("fixed", places.Decimals),
            Report.Format.Percent percent => ("percent", percent.Decimals),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return new(
            column.Name, column.Unit, column.Better, format, digits, (column.Origin as Origin.Paper)?.Source,
            column.Tolerance is Report.Tolerance.Exact ? null : $"{column.Tolerance}");
    }

    public Column ToColumn() => new(
        Name, Unit, Written(), Better, Source is null ? new Origin.Measured() : new Origin.Paper(Source))
    {
        Tolerance = Admitted(),
    };

    private Tolerance Admitted()
    {
        try
        {
            return Report.Tolerance.Parse(Tolerance ?? "exact");
        }
        catch (FormatException fault)
        {
            throw new JsonException($"table, column '{Name}': {fault.Message}", fault);
        }
    }

    private Format Written() => (Format, Digits) switch
    {
        ("significant", > 0 and < 18) => new Format.Significant(Digits),
        ("fixed", >= 0 and < 18) => new Format.Fixed(Digits),
        ("percent", >= 0 and < 18) => new Format.Percent(Digits),
        _ => throw new JsonException(
            $"table: expected a format with its digits in column '{Name}', got {Format} {Digits}."),
    };
}

/// <summary>An observation behind a cell.</summary>
internal sealed record SampleFile(string Item, long Seed, string Cluster, double Value);
