using Kit.Explanations;
using Kit.Expressions;
using Kit.Libraries;
using Kit.Parts;
using Kit.Report.Drawing;

namespace Kit.Report.Formatters;

/// <summary>Losses and what they say: formula, composition, graph, evidence, credits.</summary>
internal static class LossFormatters
{
    /// <summary>Larger graphs are pictures that nobody reads.</summary>
    private const int DrawnNodes = 240;

    public static IEnumerable<Formatter> All =>
    [
        Formatter.For<Objective>(Objective),
        Formatter.For<Expr>(Expression),
        Formatter.For<Term>(term => Objective(new Objective(term))),
        Formatter.For<Terms>(
            terms => terms.Items.Count == 0 ? View.Plain("no terms") : Objective(new Objective(terms))),
        Formatter.For<Weighted>(item => Objective(new Objective(Terms.None + item))),
        Formatter.For<Published>(Published),
        Formatter.For<Imported>(Imported),
        Formatter.Blocks<Appraisal>(Appraisal),
        Formatter.For<Explanation>(Explanation),
        Formatter.Blocks<Grid>(grid => [Block.From(GridTable.From(grid))]),
    ];

    private static View Objective(Objective objective) => Mathematics(
        objective.Loss, [new Block.Code(objective.ToCode(), "csharp")],
        [.. objective.Remarks.Select(remark => new Block.Paragraph(remark))], objective.Evidence);

    private static View Expression(Expr expr) => Mathematics(expr, [], [], expr.Evidence);

    private static View Mathematics(
        Expr expr, IEnumerable<Block> above, IEnumerable<Block> below, Sequence<Evidence> evidence) =>
        new([
            new Block.Equation(expr), .. above, .. below,
            .. evidence.Count == 0 ? [] : (Block[])[Block.From(Read(evidence))],
            .. IsDrawn(expr) ? [new Block.Details("Graph", [new Block.Diagram(expr)])] : (Block[])[],
        ])
        {
            Others =
            [
                new MimeForm(Mime.Latex, $"$\\displaystyle {Formula.Latex(expr)}$"),
                .. IsDrawn(expr) ? [new MimeForm(Mime.Svg, GraphSvg.File(expr))] : (MimeForm[])[],
            ],
        };

    private static bool IsDrawn(Expr expr) => Graph.From([expr]).Nodes.Count <= DrawnNodes;

    private static Table Read(Sequence<Evidence> evidence) => evidence.Aggregate(
        Table.From("Evidence", Column.Words("name"), Column.Words("axes"), Column.Words("from")),
        (table, one) => table.With(
            Cell.From($"{one}"), Cell.From($"{one.Axes}"),
            Cell.From(one.Quantity.Flow == Flow.Differentiable ? "policy" : "given")));

    private static View Published(Published loss) => Objective(loss.Objective) is var view
        ? view with
        {
            Blocks =
            [
                new Block.Heading(loss.Name),
                new Block.Paragraph($"{loss.Paper}: {loss.Paper.Title}"
                    + (loss.Equation == "" ? "" : $", {loss.Equation}") + $" ({loss.Paper.Link})"),
                .. view.Blocks,
            ],
        }
        : throw new System.Diagnostics.UnreachableException();

    private static View Imported(Imported imported) => Objective(imported.Objective) is var view
        ? view with
        {
            Blocks =
            [
                .. view.Blocks,
                .. imported.Differences.Select(difference => new Block.Paragraph($"{difference}")),
            ],
        }
        : throw new System.Diagnostics.UnreachableException();

    private static IEnumerable<Block> Appraisal(Appraisal appraisal) =>
    [
        new Block.KeyValues(
        [
            new("loss", Words.From(appraisal.Loss)), new("losses", Words.From(appraisal.Losses)),
            .. appraisal.Metrics.Select(metric => new KeyValue(metric.Key, Words.From(metric.Value))),
        ]),
    ];

    /// <summary>A heat-map for each answer, and the numbers behind them.</summary>
    private static View Explanation(Explanation explanation) => new(
    [
        new Block.Samples([Sample.From(explanation)]),
        new Block.Details("In numbers", [new Block.Code(explanation.ToString())]),
    ])
    { Text = explanation.ToString() };
}
