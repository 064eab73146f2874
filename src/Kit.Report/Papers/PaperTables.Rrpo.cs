namespace Kit.Report;

public static partial class PaperTables
{
    private const string Rrpo = "Sarkar and Etemad 2025, RRPO (arXiv 2504.12083)";

    /// <summary>Which part of RRPO's loss does what: LongVU-7B aligned by eight losses.</summary>
    /// <remarks>Δ = mean over the four benchmarks of aligned − base; %Δ = 100 · mean of the relative changes.</remarks>
    public static PaperTable RrpoAblation { get; } = new(
        "Loss ablation on LongVU-7B", Rrpo,
        [.. Accuracies("TVBench", "VideoHallucer", "VideoMME", "MLVU"), new("Δ", "points"), new("%Δ", "%")],
        [
            new("LongVU-7B (base)", [53.7, 39.2, 56.2, 63.6, null, null]),
            new("DPO", [54.3, 40.9, 56.6, 63.6, 0.7, 1.5]),
            new("DPA", [54.6, 40.3, 56.9, 63.9, 0.7, 1.5]),
            new("TDPO", [53.9, 41.4, 57.0, 63.8, 0.8, 1.9]),
            new("DDPO", [54.2, 41.7, 56.7, 63.6, 0.9, 2.0]),
            new("RRPO w/o R*", [54.3, 43.0, 57.8, 64.5, 1.7, 3.8]),
            new("RRPO w/o D_TKL", [54.9, 39.1, 57.4, 63.9, 0.6, 1.1]),
            new("RRPO", [56.5, 44.0, 57.7, 64.5, 2.5, 5.4]),
        ],
        [
            "One run a method, no spread reported.",
            "The exact variant \"w/o R*\" is not described; read here as rewards over the whole answer with the "
            + "token-wise KL kept, which is DPO + TokenKL.",
            "VideoHallucer is the overall accuracy: both questions of a pair right, mean over five settings.",
        ]);

    /// <summary>Three video language models before and after DPO and RRPO on eight benchmarks.</summary>
    public static PaperTable RrpoMain { get; } = new(
        "Three models on eight benchmarks", Rrpo,
        Accuracies(
            "TVBench", "TempCompass", "VideoHallucer", "VidHalluc", "MVBench", "VideoMME", "MLVU", "LongVideoBench"),
        [
            new("VideoChat2", [44.0, 59.3, 23.1, 73.3, 60.2, 41.0, 46.4, 40.4]),
            new("VideoChat2 + DPO", [45.7, 60.0, 22.1, 72.4, 59.6, 43.0, 47.4, 41.0]),
            new("VideoChat2 + RRPO", [45.8, 60.2, 32.9, 76.4, 59.0, 44.3, 47.9, 42.8]),
            new("LLaVA-Video", [51.0, 66.0, 50.0, 76.6, 61.1, 64.0, 68.6, 60.1]),
            new("LLaVA-Video + DPO", [51.9, 66.4, 53.3, 76.5, 60.6, 63.1, 67.4, 59.4]),
            new("LLaVA-Video + RRPO (16 f)", [51.9, 66.8, 55.7, 76.5, 62.2, 64.5, 69.1, 60.4]),
            new("LLaVA-Video + RRPO (32 f)", [52.2, 67.4, 55.8, 76.6, 62.1, 64.5, 69.4, 60.1]),
            new("LongVU", [53.7, 63.9, 39.2, 67.3, 65.5, 56.2, 63.6, 48.6]),
            new("LongVU + DPO", [54.3, 64.3, 40.9, 68.5, 65.9, 56.6, 63.6, 49.4]),
            new("LongVU + RRPO", [56.5, 64.5, 44.0, 71.7, 66.8, 57.7, 64.5, 49.7]),
        ],
        [
            "Frames at evaluation: 16 for VideoChat2, 64 for LLaVA-Video, 1 a second for LongVU.",
            "VideoChat2 loses on MVBench under both losses, more under RRPO.",
            "How the single TempCompass and VidHalluc numbers are aggregated is not stated.",
        ]);

    /// <summary>How far each loss moved LongVU-7B from its reference.</summary>
    public static PaperTable RrpoDivergence { get; } = new(
        "Divergence after alignment on LongVU-7B", Rrpo, [new("KL", "nats?"), new("axis value", "")],
        [
            new("base", [0, 53.17]),
            new("RRPO", [1.01, 58.56]),
            new("DDPO", [18.66, 55.22]),
            new("TDPO", [0.07, 55.10]),
            new("DPA", [0.55, 54.72]),
            new("DPO", [23.2, 54.7]),
        ],
        [
            "Digitised from a figure. What the KL averages over is not stated.",
            "The vertical axis is labelled accuracy, but its values are the base model's mean plus %Δ; "
            + "RRPO's true mean is "
            + "55.7. Do not use them as accuracies.",
        ]);

    /// <summary>RRPO beside TPO on LLaVA-Video.</summary>
    public static PaperTable RrpoTpo { get; } = new(
        "RRPO and TPO", Rrpo,
        Accuracies("TVBench", "VideoHallucer", "VideoMME", "VideoMME with subtitles", "MLVU"),
        [
            new("LLaVA-Video + TPO", [51.1, 50.6, 65.6, 71.5, 68.7]),
            new("LLaVA-Video + RRPO (32 f)", [52.2, 55.8, 65.5, 71.8, 69.4]),
        ],
        ["From notes, low trust; VideoMME of RRPO is 64.5 in the main table, so more frames here."]);
}
