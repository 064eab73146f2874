using Spectre.Console;

namespace Kit.Report.Rendering;

/// <summary>A table on a console. One that is too wide goes on below, its first column repeated.</summary>
internal static class ConsoleTable
{
    private const int Padding = 2;

    public static void Write(IAnsiConsole console, Table table)
    {
        console.Write(new Text($"{Plain.OneLine(table.Title)}\n", new Style(decoration: Decoration.Bold)));
        foreach (var panel in Panels(table, console.Profile.Width)) console.Write(Shown(table, panel));
        foreach (var note in table.Footnotes)
            console.Write(new Text($"{Plain.OneLine(note)}\n", new Style(Color.Grey)));
    }

    /// <summary>Columns that fit beside each other; a cell is never broken, a header between its words.</summary>
    private static List<int[]> Panels(Table table, int width)
    {
        var grid = TextGrid.From(table, (cell, column) => Plain.OneLine(cell.Show(column.Format)));
        var panels = new List<int[]>();
        int[] panel = [0];
        foreach (var column in Enumerable.Range(1, table.Columns.Count - 1))
        {
            var wider = panel.Append(column).ToArray();
            if (wider.Sum(i => grid.Narrowest(i) + Padding + 1) < width || panel.Length == 1) panel = wider;
            else
            {
                panels.Add(panel);
                panel = [0, column];
            }
        }

        return [.. panels, panel];
    }

    private static Spectre.Console.Table Shown(Table table, int[] panel)
    {
        var grid = TextGrid.From(table, (cell, column) => Plain.OneLine(cell.Show(column.Format)));
        var shown = new Spectre.Console.Table { Border = TableBorder.Simple };
        foreach (var i in panel) shown.AddColumn(Column(table.Columns[i], grid.Narrowest(i), grid.Right[i]));
        foreach (var row in table.Rows) shown.AddRow(panel.Select(i => Entry(row[i], table.Columns[i])));
        return shown;
    }

    private static TableColumn Column(Column column, int width, bool right) =>
        new(new Text(Plain.OneLine(column.Header), new Style(decoration: Decoration.Bold)))
        {
            Alignment = right ? Justify.Right : Justify.Left,
            Width = width,
            Padding = new Padding(0, 0, Padding, 0),
        };

    private static Text Entry(Cell cell, Column column) => new(
        Plain.OneLine(cell.Show(column.Format)),
        cell.Bold ? new Style(decoration: Decoration.Bold)
        : column.Origin is Origin.Paper ? new Style(Color.Grey)
        : Style.Plain);
}
