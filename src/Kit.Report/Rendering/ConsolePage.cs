using Kit.Expressions;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Kit.Report.Rendering;

/// <summary>A document on a console: what fits there. Frames, heat-maps and details are for the page.</summary>
/// <remarks>All text goes in as text, never as Spectre's own markup.</remarks>
internal static class ConsolePage
{
    public static void Write(IAnsiConsole console, Document document)
    {
        console.Write(new Rule(Markup(document.Title, "bold")) { Justification = Justify.Left });
        Line(console, Plain.OneLine(document.Subtitle), Soft);
        Write(console, document.Blocks);
    }

    public static void Write(IAnsiConsole console, IEnumerable<Block> blocks)
    {
        foreach (var block in blocks) Write(console, block);
    }

    private static readonly Style Soft = new(Color.Grey);

    private static void Write(IAnsiConsole console, Block block)
    {
        switch (block)
        {
            case Block.Heading heading:
                console.WriteLine();
                console.Write(new Rule(Markup(heading.Text, "bold")) { Justification = Justify.Left, Style = Soft });
                break;
            case Block.Paragraph paragraph: Line(console, Plain.OneLine(paragraph.Text), Style.Plain); break;
            case Block.Tabular table: ConsoleTable.Write(console, table.Table); break;
            case Block.Figure figure: Figure(console, figure.Chart); break;
            case Block.Samples samples: foreach (var sample in samples.Items) Sample(console, sample); break;
            case Block.Claims claims: foreach (var claim in claims.Items) Claim(console, claim); break;
            case Block.KeyValues pairs: Pairs(console, pairs.Items); break;
            case Block.Code code: Line(console, Plain.Lines(code.Text), Style.Plain); break;
            case Block.Equation equation:
                foreach (var line in Formula.UnicodeLines(equation.Expr)) Line(console, line, Style.Plain);
                break;
            case Block.Diagram diagram:
                Line(console, $"▸ graph of {Graph.From([diagram.Expr]).Nodes.Count} nodes", Soft);
                break;
            case Block.Tokens tokens: console.Write(TokenLine.Console(tokens)); break;
            case Block.Details details: Line(console, Plain.OneLine($"▸ {details.Summary}"), Soft); break;
            default: throw new System.Diagnostics.UnreachableException();
        }
    }

    private static void Figure(IAnsiConsole console, Chart chart)
    {
        Line(console, Plain.OneLine(chart.Title), new Style(decoration: Decoration.Bold));
        foreach (var line in ConsoleChart.Lines(chart)) Line(console, $"  {Plain.OneLine(line)}", Style.Plain);
    }

    private static void Sample(IAnsiConsole console, Sample sample)
    {
        var heading = string.Join(": ", new[] { sample.Id, sample.Question }.Where(part => part != ""));
        if (heading != "") Line(console, Plain.OneLine(heading), new Style(decoration: Decoration.Bold));
        foreach (var answer in sample.Answers) console.Write(Answer(answer));
    }

    private static Paragraph Answer(ShownAnswer answer)
    {
        var line = new Paragraph().Append(Plain.OneLine($"  {answer.Name}: "), Soft);
        foreach (var (text, marked) in answer.Pieces())
            line.Append(Plain.OneLine(text), marked ? Marked(answer.Tone) : Style.Plain);
        return line.Append("\n");
    }

    private static Style Marked(Tone tone) => new(
        tone == Tone.Good ? Color.Green : tone == Tone.Bad ? Color.Red : null, decoration: Decoration.Underline);

    private static void Claim(IAnsiConsole console, Claim claim)
    {
        var colour = claim.Verdict switch
        {
            ClaimVerdict.Holds => Color.Green,
            ClaimVerdict.DoesNotHold => Color.Red,
            _ => Color.Grey,
        };
        console.Write(new Paragraph()
            .Append(Plain.OneLine(claim.Finding), new Style(colour, decoration: Decoration.Bold))
            .Append(Plain.OneLine($"  {claim.Title}: {claim.Statement}\n").TrimEnd() + "\n"));
        Pairs(console, claim.Numbers);
    }

    private static void Pairs(IAnsiConsole console, Sequence<KeyValue> pairs)
    {
        foreach (var pair in pairs) Line(console, Plain.OneLine($"  {pair.Key}: {pair.Value}"), Soft);
    }

    private static void Line(IAnsiConsole console, string text, Style style) =>
        console.Write((IRenderable)new Text($"{text}\n", style));

    /// <summary>A rule's title is markup only.</summary>
    private static string Markup(string text, string style) =>
        $"[{style}]{Spectre.Console.Markup.Escape(Plain.OneLine(text))}[/]";
}
