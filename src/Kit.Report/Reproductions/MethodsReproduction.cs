using Kit.Pipelines;
using Kit.Report.Ablations;
using static Kit.Papers;

namespace Kit.Report.Reproductions;

/// <summary>Other papers' comparisons of losses that the catalogue has, all on the same pairs.</summary>
internal static class MethodsReproduction
{
    private static readonly Variant[] Losses =
    [
        new("DPO", Dpo), new("IPO", Ipo), new("CPO", Cpo), new("KTO", KtoPair), new("ORPO", Orpo),
        new("R-DPO", RDpoLength), new("SimPO", Papers.SimPo), new("SFT", Papers.Sft), new("TPO", Papers.Tpo),
    ];

    private static readonly string[] Compared = ["IPO", "CPO", "KTO", "ORPO", "R-DPO", "SimPO"];

    public static Sequence<Table> Tables(Workbench bench, IProgress<Advance> progress) =>
        Tables(bench.Run(progress, Losses));

    internal static Sequence<Table> Tables(AblationResult result)
    {
        Contender Row(string name, string paper) => RrpoReproduction.Trained(result, name, paper);
        Contender[] simple = [Row("DPO", "DPO"), Row("SimPO", "SimPO")];
        return
        [
            Chat("Losses that SimPO compares on MovingShapes", PaperTables.SimPoLlama).From(
                result.Protocol, Row("DPO", "DPO"), Compared.Select(name => Row(name, name)))
                .WithNote("Differences are from DPO, as the paper gives no row of its base model. RRHF and SLiC have "
                    + "no row: neither loss is in the catalogue. KTO learns from pairs."),
            Chat("SimPO and DPO beside an instructed model on MovingShapes", PaperTables.SimPoGemma).From(
                result.Protocol, RrpoReproduction.Base(result, "base"), simple),
            Chat("SimPO and DPO beside a tuned model on MovingShapes", PaperTables.SimPoMistral).From(
                result.Protocol, RrpoReproduction.Base(result, "SFT"), simple),
            new ExamTable("TPO beside tuning and DPO on MovingShapes", [], Both, PaperTables.TemporalPo,
                ["LongVideoBench", "MLVU", "VideoMME"]).From(
                result.Protocol, RrpoReproduction.Base(result, "LongVA"),
                [Row("SFT", "LongVA + SFT on its own"), Row("DPO", "LongVA + Hound-DPO"), Row("TPO", "LongVA + TPO")])
                .WithNote("TPO's pairs contrast a clip with parts of it; here its loss sees the laboratory's pairs, as "
                    + "DPO's does."),
        ];
    }

    private static Sequence<ExamScore> Both => [ExamScore.Accuracy, ExamScore.BothRight];

    private static ExamTable Chat(string title, PaperTable paper) => new(
        title, [], Both, paper, [.. paper.Columns.Select(column => column.Name)]);
}
