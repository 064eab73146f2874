namespace Kit.Report.Rendering;

/// <summary>A table in GitHub's Markdown, readable as plain text too.</summary>
internal static class TableMarkdown
{
    public static string From(Table table) =>
        $"**{Markdown.Escape(table.Title)}**\n\n{Lines(table)}{Notes(table)}";

    private static string Lines(Table table)
    {
        var grid = TextGrid.From(table, Show);
        grid = grid with { Header = [.. grid.Header.Select(Markdown.Escape)] };
        var widths = grid.Widths;
        var rule = widths.Select((width, i) => new string('-', Math.Max(3, width) - 1) + (grid.Right[i] ? ":" : "-"));
        return string.Concat(new[] { Line(grid, grid.Header), $"| {string.Join(" | ", rule)} |\n" }
            .Concat(grid.Rows.Select(row => Line(grid, row))));
    }

    private static string Line(TextGrid grid, string[] row) =>
        $"| {string.Join(" | ", row.Select((text, i) => grid.Pad(text, i).PadRight(3)))} |\n";

    private static string Notes(Table table) =>
        string.Concat(table.Footnotes.Select(note => $"\n<sub>{Markdown.Escape(note)}</sub>\n"));

    private static string Show(Cell cell, Column column)
    {
        var text = Markdown.Escape(cell.Show(column.Format));
        return cell.Bold ? $"**{text}**" : text;
    }
}
