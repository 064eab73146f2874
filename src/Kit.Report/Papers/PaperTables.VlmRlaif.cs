namespace Kit.Report;

public static partial class PaperTables
{
    private const string VlmRlaif = "Ahn et al. 2024, VLM-RLAIF (arXiv 2402.03746)";

    /// <summary>Five qualities of free answers, judged from 0 to 5.</summary>
    public static PaperTable VlmRlaifGenerative { get; } = new(
        "Video-generative benchmark", VlmRlaif, Qualities,
        [
            new("VideoChat", [2.23, 2.50, 2.53, 1.94, 2.24]),
            new("LLaMA-Adapter", [2.03, 2.32, 2.30, 1.98, 2.15]),
            new("VideoLLaMA", [1.96, 2.18, 2.16, 1.82, 1.79]),
            new("Video-ChatGPT", [2.40, 2.52, 2.62, 1.98, 2.37]),
            new("Valley", [2.43, 2.13, 2.86, 2.04, 2.45]),
            new("BT-Adapter", [2.68, 2.69, 3.27, 2.34, 2.46]),
            new("VTimeLLM", [2.78, 3.10, 3.40, 2.49, 2.47]),
            new("Video-LLaVA †", [2.84, 2.86, 3.44, 2.46, 2.57]),
            new("VideoChat2", [3.02, 2.88, 3.51, 2.66, 2.81]),
            new("LLaMA-VID-7B", [2.96, 3.00, 3.53, 2.46, 2.51]),
            new("LLaMA-VID-13B", [3.07, 3.05, 3.60, 2.58, 2.63]),
            new("GPT-4V", [3.85, 3.45, 3.84, 3.63, 2.8]),
            new("VLM-SFT", [2.79, 2.82, 3.37, 2.28, 2.49]),
            new("VLM-RLAIF", [3.63, 3.25, 4.00, 3.23, 3.32]),
        ],
        [
            "Judge gpt-3.5-turbo of its day; whole numbers are demanded, fractions are cut off.",
            "†: as the paper marks it. One run a row, no spread reported.",
        ]);

    /// <summary>VLM-RLAIF by the number of judged pairs that taught the reward model.</summary>
    public static PaperTable VlmRlaifPairs { get; } = new(
        "Preference-data size", VlmRlaif, Qualities,
        [
            new("10k pairs", [3.31, 3.05, 3.75, 2.86, 2.85]),
            new("20k pairs", [3.49, 3.21, 3.90, 2.99, 3.31]),
            new("40k pairs", [3.63, 3.25, 4.00, 3.23, 3.32]),
        ],
        ["Read off the labels of a bar chart."]);

    /// <summary>Tuned against aligned on question answering, retrieval and actions.</summary>
    public static PaperTable VlmRlaifZeroShot { get; } = new(
        "Zero-shot tasks", VlmRlaif,
        [new("MSVD-QA acc", "%"), new("MSRVTT-QA acc", "%"),
            new("ActivityNet-QA acc", "%"), new("MSVD T2V R@1", "%"), new("UCF101 top-1", "%")],
        [
            new("VLM-SFT", [67.2, 52.4, 44.1, 26.65, 53.03]),
            new("VLM-RLAIF", [76.4, 63.0, 57.3, 36.03, 62.83]),
        ],
        [
            "From a summary of the paper.",
            "A re-run by others gives VLM-RLAIF 68.5, 54.2 and 46.1 on the three QA sets, near VLM-SFT: the judge's "
            + "version and prompt decide.",
        ]);

    /// <summary>Others on the same tasks, read off a radar figure.</summary>
    public static PaperTable VlmRlaifRadar { get; } = new(
        "Zero-shot tasks, others", VlmRlaif,
        Accuracies("MSVD-QA", "ActivityNet-QA", "MSRVTT-QA", "MSVD T2V", "MSRVTT T2V", "UCF101", "HMDB51"),
        [
            new("VLM-RLAIF", [null, null, null, null, 21.0, null, 44.75]),
            new("VLM-SFT", [null, null, null, null, 13, null, 38.6]),
            new("Video-LLaVA", [70.7, 45.4, 59.2, 29.4, 18.7, 52.4, null]),
            new("LLaMA-VID", [69.6, 47.5, 57.6, 27.3, 17.0, 56.6, 38.9]),
            new("Video-ChatGPT", [64.9, 35.2, 49.3, 26.0, 14.6, 51.6, 37.1]),
        ],
        ["Digitised, ± 0.1 to 0.3; VLM-SFT's MSRVTT value is rough."]);

    private static Sequence<PaperColumn> Qualities =>
    [
        new("correctness", "0–5"), new("detail", "0–5"), new("context", "0–5"), new("temporal", "0–5"),
        new("consistency", "0–5"),
    ];
}
