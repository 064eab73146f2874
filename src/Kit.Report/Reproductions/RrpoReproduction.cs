using Kit.Pipelines;
using Kit.Report.Ablations;
using static Kit.Papers;

namespace Kit.Report.Reproductions;

/// <summary>RRPO's tables.</summary>
internal static class RrpoReproduction
{
    private const string LongVu = "LongVU-7B (base)";
    private static readonly PaperTable Divergence = PaperTables.RrpoDivergence;

    private static readonly (Variant Variant, string Paper)[] Variants =
    [
        (new("DPO", Dpo), "DPO"), (new("DPA", Dpa), "DPA"), (new("TDPO", Tdpo2), "TDPO"), (new("DDPO", Ddpo), "DDPO"),
        (new("DPO + TokenKL", Dpo + 0.01 * TokenKL), "RRPO w/o R*"),
        (new("RRPO without KL", Rrpo.Without(TokenKL)), "RRPO w/o D_TKL"), (new("RRPO", Rrpo), "RRPO"),
    ];

    private static readonly ExamTable Shape = new(
        "RRPO's loss ablation on MovingShapes", [], [ExamScore.Accuracy, ExamScore.BothRight], PaperTables.RrpoAblation,
        ["VideoHallucer", "Δ", "%Δ"]);

    /// <summary>The loss ablation and the divergence that goes with it.</summary>
    public static Sequence<Table> Losses(Workbench bench, IProgress<Advance> progress) =>
        Losses(bench.Run(progress, [.. Variants.Select(one => one.Variant)]));

    /// <summary>Benchmarks become skills; TPO's loss on the same pairs.</summary>
    public static Sequence<Table> Main(Workbench bench, IProgress<Advance> progress) =>
        Main(bench.Run(progress, new("DPO", Dpo), new("RRPO", Rrpo), new("TPO", Tpo)));

    internal static Sequence<Table> Losses(AblationResult result) => [LossTable(result), DivergenceTable(result)];

    internal static Sequence<Table> Main(AblationResult result)
    {
        var skills = new ExamTable(
            "A model before and after DPO and RRPO on MovingShapes", ExamScore.Skills(result.Base),
            [ExamScore.Accuracy, ExamScore.BothRight], PaperTables.RrpoMain,
            [.. PaperTables.RrpoMain.Columns.Select(column => column.Name)]);
        var tpo = new ExamTable(
            "RRPO beside TPO on MovingShapes", [], [ExamScore.Accuracy, ExamScore.BothRight], PaperTables.RrpoTpo,
            ["TVBench", "VideoHallucer", "VideoMME", "MLVU"]);
        return
        [
            skills.From(result.Protocol, Base(result, "LongVU"),
                [Trained(result, "DPO", "LongVU + DPO"), Trained(result, "RRPO", "LongVU + RRPO")])
                .WithNote("Skills of one exam stand for benchmarks. The paper's row is LongVU-7B; its two other models "
                    + "are in PaperTables.RrpoMain."),
            tpo.From(result.Protocol, Trained(result, "TPO", "LLaVA-Video + TPO"),
                [Trained(result, "RRPO", "LLaVA-Video + RRPO (32 f)")])
                .WithNote("The paper's TPO is a published model with pairs of its own; here both losses see the same "
                    + "pairs."),
        ];
    }

    internal static Contender Base(AblationResult result, string? paper) =>
        Contender.Untrained(AblationScores.Base, paper, result.Base);

    internal static Contender Trained(AblationResult result, string variant, string? paper) =>
        new(variant, paper, [.. result.Of(variant).Select(run => (run.Seed, run.Exam))]);

    private static Table LossTable(AblationResult result)
    {
        var baseline = Base(result, LongVu);
        var table = Table.From(
            Shape.Title,
            [.. Shape.Ours, Column.Points("mean Δ"), Column.Number("mean %Δ", "%", 3, Better.Higher), .. Shape.Theirs])
            .With(result.Protocol);
        return Rows(result).Prepend(baseline).Aggregate(table, (t, one) => t.With(
            [.. Shape.Cells(one, baseline), .. Changes(one, baseline), .. Shape.PaperCells(one)]))
            .WithNote("mean Δ and mean %Δ are over our two scores, as the paper's are over its four benchmarks. "
                + "Read \"w/o R*\" as DPO + TokenKL.");
    }

    private static IEnumerable<Contender> Rows(AblationResult result) =>
        Variants.Select(one => Trained(result, one.Variant.Name, one.Paper));

    /// <summary>Mean over scores of now − before, and of 100·(now − before)/before, seed by seed.</summary>
    private static Cell[] Changes(Contender one, Contender baseline) => one == baseline
        ? [new Cell.Baseline(), new Cell.Baseline()]
        : [
            Change(one, baseline, (now, before) => now - before),
            Change(one, baseline, (now, before) => 100 * (now - before) / before),
        ];

    private static Cell Change(Contender one, Contender baseline, Func<double, double, double> change)
    {
        var scores = Shape.Compared.Select(score => one.BySeed(score, one).Zip(
            baseline.BySeed(score, one), (now, before) => (now.Seed, Value: change(now.Value, before.Value))));
        var means = scores.SelectMany(score => score).GroupBy(value => value.Seed)
            .Select(seed => (seed.Key, seed.Average(value => value.Value))).ToArray();
        return means.All(mean => double.IsFinite(mean.Item2))
            ? Cell.From(RunScores.From(one.Name, means))
            : new Cell.Missing();
    }

    private static Table DivergenceTable(AblationResult result)
    {
        var baseline = Base(result, "base");
        var table = Table.From(
            "Divergence after alignment on MovingShapes", Column.Words("Method"),
            Column.Number("KL(ref‖policy) on chosen", "nats", 3, Better.Lower), Column.Percent("Accuracy"),
            Column.Points("Δ"), Divergence.Column("KL"), Divergence.Column("axis value")).With(result.Protocol);
        table = table.With(
        [
            Cell.From(baseline.Name), Cell.From(0.0), Cell.From(baseline.Measure(ExamScore.Accuracy)),
            new Cell.Baseline(), .. Published("base"),
        ]);
        var moved = Variants.Where(one => Divergence.Rows.Any(row => row.Method == one.Paper));
        return moved.Aggregate(table, (t, one) => t.With(
        [
            Cell.From(one.Variant.Name), Cell.From(AblationScores.HeldOut(result, one.Variant.Name, "kl/chosen")),
            Cell.From(AblationScores.Accuracy(result, one.Variant.Name)),
            Cell.Between(AblationScores.Accuracy(result), AblationScores.Accuracy(result, one.Variant.Name)),
            .. Published(one.Paper),
        ])).WithNote("KL is measured on held-out pairs. The paper's axis value is its base mean plus %Δ, no accuracy.");
    }

    private static Cell[] Published(string method) =>
        [Divergence.Cell(method, "KL"), Divergence.Cell(method, "axis value")];
}
