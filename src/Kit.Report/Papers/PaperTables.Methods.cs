namespace Kit.Report;

/// <summary>Headline tables of the losses around the three systems. Bases and judges differ: never compare across.
/// </summary>
public static partial class PaperTables
{
    private const string Summary = "From a summary by others, not the paper itself.";

    /// <summary>Ten losses on Llama3-8B-Instruct: AlpacaEval 2 length-controlled and raw win rate,
    /// Arena-Hard.</summary>
    public static PaperTable SimPoLlama { get; } = new(
        "Llama3-8B-Instruct (v0.2)", "Meng et al. 2024, SimPO (arXiv 2405.14734), repository", Chat,
        [
            new("RRHF", [37.9, 31.6, 28.8]),
            new("SLiC", [33.9, 32.5, 29.3]),
            new("DPO", [48.2, 47.5, 35.2]),
            new("IPO", [46.8, 42.4, 36.6]),
            new("CPO", [34.1, 36.4, 30.9]),
            new("KTO", [34.1, 32.1, 27.3]),
            new("ORPO", [38.1, 33.8, 28.2]),
            new("R-DPO", [48.0, 45.8, 35.1]),
            new("SimPO", [53.7, 47.5, 36.5]),
        ],
        ["R-DPO is the length-regularised one."]);

    /// <summary>DPO and SimPO on Gemma2-9B-it.</summary>
    public static PaperTable SimPoGemma { get; } = new(
        "Gemma2-9B-it", "Meng et al. 2024, SimPO (arXiv 2405.14734), repository", Chat,
        [
            new("base", [51.1, 38.1, 40.8]),
            new("DPO", [67.8, 65.4, 58.9]),
            new("SimPO", [72.4, 65.9, 59.1]),
        ],
        []);

    /// <summary>DPO and SimPO on Mistral-7B-Base.</summary>
    public static PaperTable SimPoMistral { get; } = new(
        "Mistral-7B-Base", "Meng et al. 2024, SimPO (arXiv 2405.14734), repository", Chat,
        [
            new("SFT", [8.4, 6.2, 1.3]),
            new("DPO", [15.1, 12.5, 10.4]),
            new("SimPO", [21.4, 20.8, 16.6]),
        ],
        []);

    /// <summary>SPPO by iteration: AlpacaEval 2 length-controlled win rate.</summary>
    public static PaperTable Sppo { get; } = new(
        "SPPO by iteration", "Wu et al. 2024, SPPO (arXiv 2405.00675), repository",
        [.. Accuracies("0", "1", "2", "3")],
        [
            new("Mistral-7B-Instruct", [17.11, 24.79, 26.89, 28.53]),
            new("Llama3-8B-Instruct", [22.92, 31.73, 35.15, 38.77]),
            new("Gemma2-9B-it", [45.08, 48.70, 50.93, 53.27]),
        ],
        ["Length-controlled win rate of AlpacaEval 2 after each iteration."]);

    /// <summary>UPO and its ablation.</summary>
    public static PaperTable Upo { get; } = new(
        "UPO", "Wang et al. 2024, UPO (arXiv 2409.11212)", [new("AlpacaEval 2", "%"), new("MT-Bench", "1–10")],
        [
            new("SFT", [5.84, 6.18]),
            new("DPO", [9.12, 6.79]),
            new("UPO", [13.04, 7.02]),
            new("UPO merged", [12.04, 6.85]),
            new("UPO w/o estimator", [10.84, 6.52]),
            new("UPO w/o α", [12.70, 6.94]),
            new("UPO w/o NLL", [12.39, 6.92]),
        ],
        ["The released code trains plain DPO, without α and NLL."]);

    /// <summary>UPO over Step-DPO on Qwen2-7B.</summary>
    public static PaperTable UpoSteps { get; } = new(
        "Step-DPO and UPO on Qwen2-7B", "Wang et al. 2024, UPO (arXiv 2409.11212)", [.. Accuracies("GSM8K", "MATH")],
        [new("Step-DPO", [88.5, 55.8]), new("Step-UPO, iteration 2", [88.9, 56.3])],
        []);

    /// <summary>DVPO beside PPO and GRPO.</summary>
    public static PaperTable Dvpo { get; } = new(
        "DVPO", "Huang et al. 2025, DVPO (arXiv 2502.16944)",
        [new("MT-Bench", "1–10"), new("Arena-Hard", "%"), new("AlpacaEval 2", "%")],
        [
            new("Llama3.2-3B SFT", [5.22, 10.4, 8.19]),
            new("Llama3.2-3B PPO", [5.33, 13.5, 11.54]),
            new("Llama3.2-3B GRPO", [5.46, 13.4, 10.86]),
            new("Llama3.2-3B DVPO", [5.73, 15.1, 12.33]),
            new("Mistral-Instruct DPO", [6.30, 16.3, 26.80]),
            new("Mistral-Instruct GRPO", [6.31, 21.8, 27.19]),
            new("Mistral-Instruct DVPO", [6.79, 24.7, 27.43]),
            new("Llama3-8B PPO", [7.55, 36.3, 34.98]),
            new("Llama3-8B DVPO", [7.72, 39.2, 42.59]),
        ],
        [Summary]);

    /// <summary>Selecting pairs by preference divergence on UltraFeedback, Llama3.1-8B.</summary>
    public static PaperTable PdSelection { get; } = new(
        "Selection by preference divergence", "arXiv 2508.07638",
        [new("win rate", "%"), new("length-controlled", "%"), new("GPU hours", "h")],
        [
            new("all pairs", [15.18, 21.14, 33.6]),
            new("random", [14.72, 19.56, null]),
            new("DFPO", [19.42, 24.73, 42.1]),
            new("PD", [21.00, 26.11, 18.6]),
        ],
        [Summary]);

    /// <summary>The same under label conflict: length-controlled win rate.</summary>
    public static PaperTable PdConflict { get; } = new(
        "Selection under conflicting labels", "arXiv 2508.07638",
        [.. Accuracies("10 % conflict", "20 % conflict", "30 % conflict")],
        [new("all pairs", [21.14, 18.07, 16.44]), new("PD", [26.11, 25.17, 24.71])],
        [Summary]);

    /// <summary>LLaVA-1.5-7B with AdPO's encoder under attack.</summary>
    public static PaperTable AdPo { get; } = new(
        "LLaVA-1.5-7B under attack, ε = 4/255", "Liu et al. 2025, AdPO (arXiv 2504.01735)",
        [
            new("COCO", "CIDEr"), new("COCO attacked", "CIDEr"), new("Flickr attacked", "CIDEr"),
            new("TextVQA attacked", "%"), new("VQAv2 attacked", "%"),
        ],
        [
            new("best before", [null, 32.6, 18.9, 10.0, 26.1]),
            new("AdPO", [115.3, 47.6, 27.9, 17.6, 37.6]),
        ],
        [Summary, "The original encoder reaches 115.5 on clean COCO."]);

    /// <summary>Hallucination of LLaVA-7B under four losses.</summary>
    public static PaperTable Lpoi { get; } = new(
        "LLaVA-7B hallucination", "Pesaran Zadeh et al. 2025, LPOI (arXiv 2505.21061)",
        [new("CHAIR_s", "%, lower"), new("CHAIR_i", "%, lower"), new("MMHal", "0–6"), new("HalRate", "lower")],
        [
            new("base", [49.7, 26.1, 2.02, 0.65]),
            new("DPO", [42.3, 23.2, 2.00, 0.69]),
            new("mDPO", [30.7, 16.0, 2.26, 0.56]),
            new("LPOI", [24.3, 14.6, 2.38, 0.53]),
        ],
        [Summary]);

    /// <summary>Temporal preference optimisation on LongVA and LLaVA-Video.</summary>
    public static PaperTable TemporalPo { get; } = new(
        "Temporal preference optimisation", "Li et al. 2025, TPO (arXiv 2501.13919)",
        Accuracies("LongVideoBench", "MLVU", "VideoMME"),
        [
            new("LongVA", [51.3, 58.8, 52.6]),
            new("LongVA + SFT on its own", [52.7, 58.9, 53.9]),
            new("LongVA + SFT by a language model", [53.1, 59.9, 54.2]),
            new("LongVA + Hound-DPO", [52.8, 59.1, 53.6]),
            new("LongVA + TPO", [54.2, 61.7, 55.1]),
            new("LLaVA-Video + TPO", [60.1, 71.1, 65.6]),
        ],
        [Summary]);

    private static Sequence<PaperColumn> Chat =>
        [.. Accuracies("AlpacaEval 2 LC", "AlpacaEval 2", "Arena-Hard")];
}
