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
[TypeFormatterSource]
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

    /// <summary>Everything, with every observation behind every cell; <c>schema</c> is <c>kit-table/1</c>.</summary>
    /// <remarks>
    /// <para><c>title</c>; <c>protocol</c>: the conditions of the measured columns, absent when there are none;
    /// <c>notes</c>: the table's own; <c>footnotes</c>: what follows from its cells.</para>
    /// <para><c>columns</c>: <c>name</c>, <c>unit</c>, <c>better</c> (neither, higher, lower), <c>format</c>
    /// (significant, fixed or percent) with its <c>digits</c>, and <c>source</c> of a published column, absent from a
    /// measured one.</para>
    /// <para><c>rows</c>: <c>name</c>, the first cell as text, and <c>cells</c>, one a column: <c>kind</c>,
    /// <c>shown</c> as a reader sees it, <c>bold</c>, and by kind <br/>
    /// words: <c>text</c>; number: <c>value</c>; spread: <c>value</c> (the mean), <c>std</c>, <c>count</c>; difference:
    /// <c>value</c>, <c>low</c>, <c>high</c>, <c>level</c>, <c>standardError</c>, <c>pValue</c>, <c>adjusted</c> (Holm
    /// over the column); baseline and missing: nothing. <br/>
    /// <c>samples</c>: <c>item</c>, <c>seed</c>, <c>cluster</c> (the clip) and <c>value</c>; differences are per item.
    /// Empty item and cluster: the value of a whole run.</para>
    /// <para>Numbers are fractions where the format is percent; a number that is absent is not a number, and one too
    /// large for JSON is the text Infinity or -Infinity. Text that is not Unicode has U+FFFD in its place.
    /// <c>shown</c>, <c>bold</c>, <c>adjusted</c> and <c>footnotes</c> follow from the rest: <see cref="FromJson"/>
    /// takes them anew.
    /// </para>
    /// </remarks>
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
