using Kit.Expressions;
using Kit.Pipelines.Alignment;

namespace Kit.Report;

/// <summary>One part of a document.</summary>
[TypeFormatterSource]
public abstract record Block
{
    private Block()
    {
    }

    /// <summary>A section's title; it appears in the table of contents.</summary>
    public sealed record Heading(string Text) : Block;

    /// <summary>A paragraph of plain text.</summary>
    public sealed record Paragraph(string Text) : Block;

    /// <summary>A table.</summary>
    public sealed record Tabular(Table Table) : Block;

    /// <summary>A chart.</summary>
    public sealed record Figure(Chart Chart) : Block;

    /// <summary>Clips with questions and answers.</summary>
    public sealed record Samples(Sequence<Sample> Items) : Block;

    /// <summary>Claims with verdicts.</summary>
    public sealed record Claims(Sequence<Claim> Items) : Block;

    /// <summary>Names and values, such as a run's configuration.</summary>
    public sealed record KeyValues(Sequence<KeyValue> Items) : Block;

    /// <summary>Text of fixed width, such as a formula or a command.</summary>
    /// <param name="Text">Lines kept.</param>
    /// <param name="Language">For colouring where a reader has it; empty for none.</param>
    public sealed record Code(string Text, string Language = "") : Block;

    /// <summary>An expression as mathematics: MathML on a page, LaTeX in Markdown, Unicode on a console.</summary>
    public sealed record Equation(Expr Expr) : Block;

    /// <summary>An expression as a graph: drawn on a page, Mermaid in Markdown.</summary>
    public sealed record Diagram(Expr Expr) : Block;

    /// <summary>A text token by token, as a model meets it.</summary>
    /// <param name="Name">Such as prompt or chosen.</param>
    /// <param name="Tone">Colours marked spans.</param>
    /// <param name="Items">In order.</param>
    public sealed record Tokens(string Name, Tone Tone, Sequence<ShownToken> Items) : Block;

    /// <summary>Blocks behind a line that opens them.</summary>
    public sealed record Details(string Summary, Sequence<Block> Blocks) : Block;

    public static Block From(Table table) => new Tabular(table);

    public static Block From(Chart chart) => new Figure(chart);
}
