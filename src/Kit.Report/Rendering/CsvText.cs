using System.Text;

namespace Kit.Report.Rendering;

/// <summary>Reads comma-separated text (RFC 4180).</summary>
internal static class CsvText
{
    public static IReadOnlyList<string[]> Rows(string text)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
            switch (text[i])
            {
                case '"' when quoted && i + 1 < text.Length && text[i + 1] == '"': field.Append(text[i++]); break;
                case '"': quoted = !quoted; break;
                case ',' when !quoted: Close(row, field); break;
                case '\n' when !quoted:
                    Close(row, field);
                    rows.Add([.. row]);
                    row.Clear();
                    break;
                default: field.Append(text[i]); break;
            }

        if (field.Length == 0 && row.Count == 0) return rows;
        Close(row, field);
        return [.. rows, [.. row]];
    }

    private static void Close(List<string> row, StringBuilder field)
    {
        row.Add(field.ToString());
        field.Clear();
    }
}
