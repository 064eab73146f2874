using Kit.Evaluate.Statistics;
using Kit.Train.Metrics;

namespace Kit.Report.Formatters;

/// <summary>The report's own values: tables, charts, samples, pages, metrics.</summary>
internal static class ReportFormatters
{
    public static IEnumerable<Formatter> All =>
    [
        Formatter.For<Table>(Table),
        Formatter.For<PaperTable>(table => Table(table.ToTable())),
        Formatter.For<Chart>(Chart),
        Formatter.Blocks<Sample>(sample => [new Block.Samples([sample])]),
        Formatter.Blocks<Credit>(credit => [new Block.Samples([Sample.From("", "").With(credit)])]),
        Formatter.Blocks<Strip>(strip => [new Block.Samples([Sample.From("", "").With(strip)])]),
        Formatter.Blocks<Claim>(claim => [new Block.Claims([claim])]),
        Formatter.Blocks<Block>(block => [block]),
        Formatter.For<Document>(Document),
        Formatter.Blocks<MetricLog>(log => [new Block.Figure(RunCurves.From(log.Rows))]),
        Formatter.Blocks<MetricRow>(row => [new Block.KeyValues(
        [
            new("step", Words.From(row.Step)),
            .. row.Values.Select(metric => new KeyValue(metric.Name, Words.From(metric.Value))),
        ])]),
        Formatter.For<Estimate>(estimate => View.Plain(Cell.From(estimate).Show(new Format.Significant()))),
        Formatter.For<MeanStd>(spread => View.Plain(Cell.From(spread).Show(new Format.Significant()))),
    ];

    private static View Table(Table table) => View.From(Block.From(table)) with
    {
        Others = [new MimeForm(Mime.Markdown, table.ToMarkdown()), new MimeForm(Mime.Latex, table.ToLatex())],
    };

    private static View Chart(Chart chart) => View.From(Block.From(chart)) with
    {
        Others = [new MimeForm(Mime.Plotly, chart.ToPlotlyJson()), new MimeForm(Mime.Svg, chart.ToSvg())],
    };

    private static View Document(Document document) => new(
        [new Block.Heading(document.Title), new Block.Paragraph(document.Subtitle), .. document.Blocks]);
}
