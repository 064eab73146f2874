namespace Kit.Report.Studies;

/// <summary>The published table that stands beside a study of a checkpoint.</summary>
/// <param name="Title">Of the report.</param>
/// <param name="Table">As published.</param>
/// <param name="Column">The benchmark that is shown.</param>
/// <param name="Benchmark">The same as <c>evaluate.cs</c> names it.</param>
/// <param name="Rows">Losses of ours by the methods of the paper; the unaligned model under <see cref="Base"/>.</param>
public sealed record StudyPaper(
    string Title, PaperTable Table, string Column, string Benchmark, Sequence<(string Ours, string Paper)> Rows)
{
    /// <summary>The unaligned checkpoint's row.</summary>
    public const string Base = "checkpoint";

    /// <summary>RRPO's loss ablation.</summary>
    public static StudyPaper Rrpo { get; } = new(
        "RRPO on a checkpoint", PaperTables.RrpoAblation, "VideoHallucer", "videohallucer",
        [
            (Base, "LongVU-7B (base)"), ("DPO", "DPO"), ("DPO + TokenKL", "RRPO w/o R*"),
            ("RRPO without KL", "RRPO w/o D_TKL"), ("RRPO", "RRPO"),
        ]);

    /// <summary>LeanPO on Qwen2-VL-7B.</summary>
    public static StudyPaper LeanPo { get; } = new(
        "LeanPO on a checkpoint", PaperTables.LeanPoQwen, "VideoMME", "videomme",
        [(Base, "Qwen2-VL-7B"), ("DPO", "Qwen2-VL-7B + DPO (Hound)"), ("LeanPO", "Qwen2-VL-7B + LeanPO")]);

    /// <summary>The paper's number for one of our rows; missing where it has no such method.</summary>
    internal Cell Cell(string ours) => Rows.FirstOrDefault(row => row.Ours == ours).Paper is { } method
        ? Table.Cell(method, Column) : new Cell.Missing();
}
