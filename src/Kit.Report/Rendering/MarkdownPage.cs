using Kit.Expressions;
using Kit.Report.Drawing;

namespace Kit.Report.Rendering;

/// <summary>A document as Markdown, with the pictures that it points to.</summary>
/// <param name="Text">The page.</param>
/// <param name="Files">Pictures, by their names relative to the page.</param>
internal sealed record MarkdownPage(string Text, Sequence<PageFile> Files)
{
    /// <param name="document">What to write.</param>
    /// <param name="folder">Where the pictures will lie, relative to the page.</param>
    public static MarkdownPage From(Document document, string folder)
    {
        var pictures = new Pictures(folder);
        var blocks = string.Concat(document.Blocks.Select(block => Write(block, pictures)));
        var text = $"# {Markdown.Escape(document.Title)}\n\n{Markdown.Escape(document.Subtitle)}\n\n{blocks}";
        return new MarkdownPage(text.TrimEnd('\n') + "\n", Sequence.From(pictures.Files));
    }

    private static string Write(Block block, Pictures pictures) => block switch
    {
        Block.Heading heading => $"## {Markdown.Escape(heading.Text)}\n\n",
        Block.Paragraph paragraph => $"{Markdown.Paragraph(paragraph.Text)}\n\n",
        Block.Tabular table => $"{TableMarkdown.From(table.Table)}\n",
        Block.Figure figure => Figure(figure.Chart, pictures),
        Block.Samples samples => string.Concat(samples.Items.Select(sample => SampleMarkdown.From(sample, pictures))),
        Block.Claims claims => string.Concat(claims.Items.Select(Claim)) + "\n",
        Block.KeyValues pairs => string.Concat(pairs.Items.Select(Entry)) + "\n",
        Block.Code code => Markdown.Fence(code.Text, code.Language) + "\n",
        Block.Equation equation => $"$$\n{string.Join(" \\\\\n", Formula.LatexLines(equation.Expr))}\n$$\n\n",
        Block.Diagram diagram => Markdown.Fence(Mermaid.Apply(diagram.Expr), "mermaid") + "\n",
        Block.Tokens tokens => Markdown.Fence($"{tokens.Name}: {TokenLine.Plain(tokens.Items)}", "") + "\n",
        Block.Details details => $"<details><summary>{Markup.Text(details.Summary)}</summary>\n\n"
            + $"{string.Concat(details.Blocks.Select(inner => Write(inner, pictures)))}</details>\n\n",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Figure(Chart chart, Pictures pictures)
    {
        var file = pictures.Add("chart", "svg", id => System.Text.Encoding.UTF8.GetBytes(Svg.File(chart, id)));
        var words = string.Concat(ChartText.Lines(chart).Select(line => $"- {Markdown.Escape(line)}\n"));
        return $"![{Markdown.Escape(chart.Title)}]({file})\n\n"
            + $"<details><summary>In numbers</summary>\n\n{words}\n</details>\n\n";
    }

    private static string Claim(Claim claim)
    {
        var numbers = string.Concat(claim.Numbers.Select(number => $"  {Entry(number)}"));
        return $"- **{Markdown.Escape(claim.Title)}: {claim.Finding}.** {Markdown.Escape(claim.Statement)}\n{numbers}";
    }

    private static string Entry(KeyValue pair) => $"- {Markdown.Escape(pair.Key)}: {Markdown.Escape(pair.Value)}\n";
}
