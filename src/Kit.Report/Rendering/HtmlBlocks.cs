using Kit.Expressions;
using Kit.Report.Drawing;

namespace Kit.Report.Rendering;

/// <summary>The blocks of a page, one element each; ids count from 1 in page order.</summary>
internal sealed class HtmlBlocks
{
    private readonly string prefix;
    private readonly Func<Chart, Markup> beside;
    private int headings;
    private int charts;

    private HtmlBlocks(string prefix, Func<Chart, Markup> beside) => (this.prefix, this.beside) = (prefix, beside);

    /// <param name="blocks">From top to bottom.</param>
    /// <param name="prefix">Before every id; empty on a page of our own.</param>
    public static Markup From(IEnumerable<Block> blocks, string prefix = "") =>
        new HtmlBlocks(prefix, _ => Markup.Empty).All(blocks);

    /// <summary>Blocks whose drawings have something beside them.</summary>
    public static Markup From(IEnumerable<Block> blocks, Func<Chart, Markup> beside) =>
        new HtmlBlocks("", beside).All(blocks);

    public static string Anchor(int section) => FormattableString.Invariant($"section-{section}");

    private Markup All(IEnumerable<Block> blocks) =>
        Markup.Join(blocks.Select(block => Write(block) + new Markup("\n")));

    private Markup Write(Block block) => block switch
    {
        Block.Heading heading => Markup.Element("h2", Markup.Text(heading.Text), ("id", prefix + Anchor(++headings))),
        Block.Paragraph paragraph => Markup.Element("p", Markup.Text(paragraph.Text)),
        Block.Tabular table => HtmlTable.From(table.Table),
        Block.Figure figure => Figure(figure.Chart),
        Block.Samples samples => Markup.Join(samples.Items.Select(HtmlSample.From)),
        Block.Claims claims => Markup.Element("div", Markup.Join(claims.Items.Select(Claim)), ("class", "claims")),
        Block.KeyValues pairs => Pairs(pairs.Items),
        Block.Code code => Markup.Element("pre", Markup.Element("code", Markup.Text(code.Text)), ("tabindex", "0")),
        Block.Equation equation => Markup.Element("div",
            Markup.Join(Formula.LatexLines(equation.Expr).Select(MathMl.From)), ("class", "scroll math"),
            ("tabindex", "0")),
        Block.Diagram diagram => Markup.Element("div",
            GraphSvg.Inline(diagram.Expr, FormattableString.Invariant($"{prefix}graph-{++charts}")),
            ("class", "scroll"), ("tabindex", "0")),
        Block.Tokens tokens => TokenLine.Html(tokens),
        Block.Details details => Markup.Element(
            "details", Markup.Element("summary", Markup.Text(details.Summary)) + All(details.Blocks)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private Markup Figure(Chart chart)
    {
        var words = Markup.Join(ChartText.Lines(chart).Select(line => Markup.Element("li", Markup.Text(line))));
        return Markup.Element(
            "figure",
            Svg.Inline(chart, FormattableString.Invariant($"{prefix}chart-{++charts}")) + beside(chart)
            + Markup.Element(
                "details", Markup.Element("summary", Markup.Text("In numbers")) + Markup.Element("ul", words)));
    }

    private static Markup Claim(Claim claim)
    {
        var (style, sign) = claim.Verdict switch
        {
            ClaimVerdict.Holds => ("holds", "✓"),
            ClaimVerdict.DoesNotHold => ("fails", "✗"),
            _ => ("open", "?"),
        };
        return Markup.Element(
            "section",
            Markup.Element("h3", Markup.Text(claim.Title) + Markup.Text(" ")
                + Markup.Element("span", Markup.Text($"{sign} {claim.Finding}"), ("class", "verdict")))
            + Markup.Element("p", Markup.Text(claim.Statement))
            + Pairs(claim.Numbers),
            ("class", $"claim {style}"));
    }

    private static Markup Pairs(Sequence<KeyValue> pairs) => Markup.Element("dl", Markup.Join(pairs.Select(pair =>
        Markup.Element("dt", Markup.Text(pair.Key)) + Markup.Element("dd", Markup.Text(pair.Value)))));
}
