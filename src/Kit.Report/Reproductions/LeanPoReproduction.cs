using Kit.Pipelines;
using Kit.Pipelines.LeanPo;
using Kit.Report.Ablations;

namespace Kit.Report.Reproductions;

/// <summary>LeanPO's tables.</summary>
internal static class LeanPoReproduction
{
    private const string Qwen = "Qwen2-VL-7B";

    public static Sequence<Table> Tables(Workbench bench, IProgress<Advance> progress) =>
        Tables(bench.LeanPo(progress));

    internal static Sequence<Table> Tables(LeanPoResult result)
    {
        var dpo = RrpoReproduction.Trained(result.Reflected, LeanPoPlan.DpoName, $"{Qwen} + DPO (Hound)");
        var sft = RrpoReproduction.Trained(result.Truth, LeanPoPlan.SftName, $"{Qwen} + SFT (Hound, true answers)");
        return
        [
            Shape("LeanPO beside tuning and DPO on MovingShapes", PaperTables.LeanPoQwen, "LongVideoBench (test)")
                .From(result.Reflected.Protocol, Base(result, Qwen), [sft, dpo, Trained(result, $"{Qwen} + LeanPO")])
                .WithNote("The paper's DPO and SFT learn from bought data; here SFT learns the true answers to the "
                    + "same questions, and DPO the pairs that LeanPO learns."),
            Shape("A model before and after LeanPO on MovingShapes", PaperTables.LeanPoMain, "LongVideoBench")
                .From(result.Reflected.Protocol, Base(result, "LLaVA-NeXT-Video"),
                    [Trained(result, "LLaVA-NeXT-Video + LeanPO")])
                .WithNote("The paper's row is LLaVA-NeXT-Video; the other published models have no counterpart."),
        ];
    }

    private static ExamTable Shape(string title, PaperTable paper, string longest) => new(
        title, [], [ExamScore.Accuracy, ExamScore.BothRight], paper,
        ["VideoMME short", "VideoMME medium", "VideoMME long", "VideoMME", "MLVU", longest]);

    private static Contender Base(LeanPoResult result, string paper) => RrpoReproduction.Base(result.Reflected, paper);

    private static Contender Trained(LeanPoResult result, string paper) =>
        RrpoReproduction.Trained(result.Reflected, LeanPoPlan.LeanPoName, paper);
}
