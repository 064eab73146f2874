using System.Text;

namespace Kit.Report.Rendering;

/// <summary>A table for a paper: booktabs, math where there are signs.</summary>
internal static class TableLatex
{
    public static string From(Table table)
    {
        var grid = TextGrid.From(table, Show);
        var columns = string.Concat(grid.Right.Select(right => right ? 'r' : 'l'));
        return $$"""
            \begin{table}
              \centering
              \caption{{{Escape(table.Title)}}}
              \begin{tabular}{{{columns}}}
                \toprule
                {{string.Join(" & ", grid.Header.Select(Escape))}} \\
                \midrule
            {{string.Join('\n', grid.Rows.Select(row => $"    {string.Join(" & ", row)} \\\\"))}}
                \bottomrule
              \end{tabular}
            {{string.Concat(table.Footnotes.Select(note => $"  \\par\\footnotesize {Escape(note)}\n"))}}\end{table}

            """;
    }

    private static string Show(Cell cell, Column column)
    {
        var text = Escape(cell.Show(column.Format));
        return cell.Bold ? $@"\textbf{{{text}}}" : text;
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in Plain.OneLine(text)) escaped.Append(Written(c));
        return escaped.ToString();
    }

    private static string Written(char c) => c switch
    {
        '\\' => @"\textbackslash{}",
        '~' => @"\textasciitilde{}",
        '^' => @"\textasciicircum{}",
        '&' or '%' or '$' or '#' or '_' or '{' or '}' => $@"\{c}",
        '±' => @"$\pm$",
        '−' => "$-$",
        '↑' => @"$\uparrow$",
        '↓' => @"$\downarrow$",
        '†' => @"$\dagger$",
        '×' => @"$\times$",
        '≤' => @"$\leq$",
        '≥' => @"$\geq$",
        '·' => @"$\cdot$",
        '∞' => @"$\infty$",
        'α' => @"$\alpha$",
        'β' => @"$\beta$",
        'γ' => @"$\gamma$",
        'ε' => @"$\varepsilon$",
        'λ' => @"$\lambda$",
        'π' => @"$\pi$",
        'Δ' => @"$\Delta$",
        '–' => "--",
        '‖' => @"$\Vert$",
        '✓' => @"$\checkmark$",
        _ => c.ToString(),
    };
}
