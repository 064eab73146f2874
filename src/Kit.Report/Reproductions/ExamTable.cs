using Kit.Evaluate.Scoring;
using Kit.Report.Ablations;

namespace Kit.Report.Reproductions;

/// <summary>Exams in the shape of a published table: the first contender is the baseline of the others, the paper's
/// columns stand beside.</summary>
/// <param name="Title">Of our table.</param>
/// <param name="Shown">Scores without a difference.</param>
/// <param name="Compared">Scores with their difference from the baseline.</param>
/// <param name="Paper">The published table.</param>
/// <param name="Columns">Those of its columns that stand beside.</param>
internal sealed record ExamTable(
    string Title, Sequence<ExamScore> Shown, Sequence<ExamScore> Compared, PaperTable Paper, Sequence<string> Columns)
{
    /// <summary>Our columns for <see cref="Cells"/>, the row's name first.</summary>
    public IEnumerable<Column> Ours =>
    [
        Column.Words("Method"), .. Shown.Select(score => Column.Percent(score.Name)),
        .. Compared.SelectMany(score => new[] { Column.Percent(score.Name), Column.Points("Δ") }),
    ];

    /// <summary>The paper's columns.</summary>
    public IEnumerable<Column> Theirs => Columns.Select(Paper.Column);

    /// <summary>One row a contender.</summary>
    public Table From(Protocol protocol, Contender baseline, IEnumerable<Contender> others) => others.Prepend(baseline)
        .Aggregate(
            Table.From(Title, [.. Ours, .. Theirs]).With(protocol),
            (table, one) => table.With([.. Cells(one, baseline), .. PaperCells(one)]));

    /// <summary>Our cells of a row.</summary>
    public IEnumerable<Cell> Cells(Contender one, Contender baseline) =>
    [
        Cell.From(one.Name), .. Shown.Select(score => Cell.From(one.Measure(score))),
        .. Compared.SelectMany(score => new[] { Cell.From(one.Measure(score)), Difference(score, one, baseline) }),
    ];

    /// <summary>The paper's cells of a row; missing where it has none.</summary>
    public IEnumerable<Cell> PaperCells(Contender one) => Columns.Select(column =>
        one.Paper is null ? new Cell.Missing() : Paper.Cell(one.Paper, column));

    private static Cell Difference(ExamScore score, Contender one, Contender baseline) => one == baseline
        ? new Cell.Baseline()
        : Cell.Between(baseline.Measure(score, one), one.Measure(score));
}
