namespace Kit.Report.Rendering;

/// <summary>A table as strings, for the writers that align text.</summary>
internal sealed record TextGrid(string[] Header, string[][] Rows, bool[] Right)
{
    public static TextGrid From(Table table, Func<Cell, Column, string> show) => new(
        [.. table.Columns.Select(column => column.Header)],
        [.. table.Rows.Select(row => row.Zip(table.Columns, show).ToArray())],
        [.. table.Columns.Select((_, i) => table.Rows.Count > 0 && table.Rows.All(row => row[i].Numeric))]);

    /// <summary>The width of each column, in characters.</summary>
    public int[] Widths =>
        [.. Header.Select((header, i) => Rows.Select(row => Width(row[i])).Append(Width(header)).Max())];

    /// <summary>The width of a column whose header may break between words, its cells never.</summary>
    public int Narrowest(int column) => Rows.Select(row => Width(row[column]))
        .Concat(Header[column].Split(' ').Select(Width))
        .Max();

    /// <summary>Pads to the width, on the side that the column asks for.</summary>
    public string Pad(string text, int column)
    {
        var blanks = new string(' ', Math.Max(0, Widths[column] - Width(text)));
        return Right[column] ? blanks + text : text + blanks;
    }

    private static int Width(string text) => new System.Globalization.StringInfo(text).LengthInTextElements;
}
