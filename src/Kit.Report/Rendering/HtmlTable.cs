namespace Kit.Report.Rendering;

/// <summary>A table in HTML; wide ones scroll inside their frame.</summary>
internal static class HtmlTable
{
    public static Markup From(Table table) => Markup.Element(
        "figure",
        Markup.Element("div", Markup.Element("table",
            Markup.Element("caption", Markup.Text(table.Title))
            + Markup.Element("thead", Row(table.Columns.Select((column, i) => Header(table, column, i))))
            + Markup.Element("tbody", Markup.Join(table.Rows.Select(row =>
                Row(row.Zip(table.Columns, (cell, column) => Entry(table, cell, column))))))),
            ("class", "scroll"), ("tabindex", "0"))
        + Markup.Join(table.Footnotes.Select(note => Markup.Element("p", Markup.Text(note), ("class", "note")))));

    private static Markup Row(IEnumerable<Markup> cells) => Markup.Element("tr", Markup.Join(cells));

    private static Markup Header(Table table, Column column, int index)
    {
        var numeric = table.Rows.Count > 0 && table.Rows.All(row => row[index].Numeric);
        return Markup.Element(
            "th", Markup.Text(column.Header), ("scope", "col"), ("class", Join(numeric ? "n" : "", Paper(column))));
    }

    private static Markup Entry(Table table, Cell cell, Column column)
    {
        var text = Markup.Text(cell.Show(column.Format));
        var shown = cell.Bold ? Markup.Element("strong", text) : text;
        return ReferenceEquals(column, table.Columns[0])
            ? Markup.Element("th", shown, ("scope", "row"), ("class", cell.Numeric ? "n" : ""))
            : Markup.Element(
                "td", shown, ("class", Join(cell.Numeric ? "n" : "", Paper(column), Change(cell, column))));
    }

    private static string Paper(Column column) => column.Origin is Origin.Paper ? "paper" : "";

    /// <summary>A gain or a loss: the difference is significant and the column says which way is better.</summary>
    private static string Change(Cell cell, Column column) => (cell, column.Better) switch
    {
        (Cell.Difference { Bold: true, Value.Value: > 0 }, Better.Higher) => "gain",
        (Cell.Difference { Bold: true, Value.Value: < 0 }, Better.Lower) => "gain",
        (Cell.Difference { Bold: true }, not Better.Neither) => "loss",
        (Cell.Baseline or Cell.Missing, _) => "soft",
        _ => "",
    };

    private static string Join(params string[] classes) => string.Join(' ', classes.Where(name => name != ""));
}
