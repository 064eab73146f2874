using Kit.Data.Storage;
using Kit.Evaluate.Scoring;
using Kit.Report.Rendering;

namespace Kit.Report;

/// <summary>A table as data: typed columns, rows of cells, and the protocol under which it was measured.</summary>
/// <param name="Title">What the table shows.</param>
/// <param name="Columns">From left to right.</param>
/// <param name="Rows">Each with one cell a column. The differences of a column are one family of comparisons: their
/// p-values are adjusted together (Holm), however the rows came in.</param>
/// <param name="Notes">Printed below; what follows from the cells (±, intervals, †) is added by itself.</param>
/// <param name="Protocol">The conditions of the measured columns; null when nothing was measured by questions.</param>
public sealed record Table(
    string Title, Sequence<Column> Columns, Sequence<Sequence<Cell>> Rows, Sequence<string> Notes, Protocol? Protocol)
{
    public Sequence<Sequence<Cell>> Rows { get; init => field = Families.Adjusted(value); } = Families.Adjusted(Rows);

    public static Table From(string title, params Column[] columns) =>
        new(title, Sequence.From(columns.AsSpan()), [], [], null);

    /// <summary>One more row.</summary>
    public Table With(params Cell[] cells) => cells.Length == Columns.Count
        ? this with { Rows = Rows.Add(Sequence.From(cells.AsSpan())) }
        : throw new ArgumentException(
            $"Table '{Title}': expected {Columns.Count} cells in row {Rows.Count + 1}, got {cells.Length}. "
            + $"Give one cell for each of: {string.Join(", ", Columns.Select(column => column.Name))}.");

    public Table WithNote(string note) => this with { Notes = Notes.Add(note) };

    public Table With(Protocol protocol) => this with { Protocol = protocol };

    /// <summary>The rows of both. Other columns or another protocol are refused: such numbers do not compare.</summary>
    public Table Merge(Table other)
    {
        if (!Columns.Equals(other.Columns))
            throw new ArgumentException(
                $"Merging tables '{Title}' and '{other.Title}': expected equal columns, got {Names(this)} and "
                + $"{Names(other)}. Merge tables of one shape.");
        Require(other);
        return this with { Rows = [.. Rows, .. other.Rows], Notes = [.. Notes.Union(other.Notes)] };
    }

    /// <summary>All notes in print order: the table's own, then those that its cells and columns call for.</summary>
    public Sequence<string> Footnotes => [.. Notes, .. CellNotes.From(this)];

    public string ToMarkdown() => TableMarkdown.From(this);

    /// <summary>Comma-separated, six significant digits, one number a field; mean and std, estimate and limits
    /// apart.</summary>
    public string ToCsv() => TableCsv.From(this);

    /// <summary>A booktabs table.</summary>
    public string ToLatex() => TableLatex.From(this);

    /// <summary>Everything, with every observation behind every cell (<see cref="TableFile"/>).</summary>
    public string ToJson() => TableFile.From(this).ToJson();

    /// <summary>The table that <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text is no such file; the message says where.</exception>
    public static Table FromJson(string json) => TableFile.Parse(json).ToTable();

    /// <summary>The table as {name}.md, .csv, .tex and .json, each whole or not at all.</summary>
    /// <param name="folder">Made where there is none.</param>
    /// <param name="name">Letters, digits, hyphens and dots, as <see cref="FileNames.From"/> makes it.</param>
    public void Write(string folder, string name)
    {
        var path = Path.Combine(folder, FileNames.Require(name));
        AtomicFile.WriteText(path + ".md", ToMarkdown());
        AtomicFile.WriteText(path + ".csv", ToCsv());
        AtomicFile.WriteText(path + ".tex", ToLatex());
        AtomicFile.WriteText(path + ".json", ToJson());
    }

    private void Require(Table other)
    {
        var what = $"Merging tables '{Title}' and '{other.Title}'";
        if ((Protocol is null) != (other.Protocol is null))
            throw new ArgumentException(
                $"{what}: expected one protocol, got one table with and one without. State the protocol of both.");
        Protocol?.Require(other.Protocol!, what);
    }

    private static string Names(Table table) => $"[{string.Join(", ", table.Columns.Select(column => column.Header))}]";
}
