using static Kit.Paper;

namespace Kit;

/// <summary>The papers that the catalogue cites, named by their method.</summary>
public static partial class Sources
{
    public static Paper AdPo { get; } = OnArxiv("2504.01735", "Liu et al.", 2025,
        "AdPO: Enhancing the Adversarial Robustness of Large Vision-Language Models with Preference Optimization");

    public static Paper AlphaDpo { get; } = OnArxiv("2410.10148", "Wu et al.", 2024,
        "AlphaDPO: Adaptive Reward Margin for Direct Preference Optimization");

    public static Paper Aot { get; } = OnArxiv("2406.05882", "Melnyk et al.", 2024,
        "Distributional Preference Alignment of LLMs via Optimal Transport");

    public static Paper Apo { get; } = OnArxiv("2408.06266", "D'Oosterlinck et al.", 2024,
        "Anchored Preference Optimization and Contrastive Revisions: Addressing Underspecification in Alignment");

    public static Paper Bco { get; } = OnArxiv("2404.04656", "Jung et al.", 2024,
        "Binary Classifier Optimization for Large Language Model Alignment");

    public static Paper Bmc { get; } = OnArxiv("2408.07471", "Jiang et al.", 2024,
        "Bridging and Modeling Correlations in Pairwise Data for Direct Preference Optimization");

    public static Paper Cdpo { get; } = new("A note on DPO with noisy preferences & relationship to IPO", "Mitchell",
        2023,
        "https://ericmitchell.ai/cdpo.pdf");

    public static Paper Cpo { get; } = OnArxiv("2401.08417", "Xu et al.", 2024,
        "Contrastive Preference Optimization: Pushing the Boundaries of LLM Performance in Machine Translation");

    public static Paper DiscoPop { get; } = OnArxiv("2406.08414", "Lu et al.", 2024,
        "Discovering Preference Optimization Algorithms with and for Large Language Models");

    public static Paper Divergences { get; } = OnArxiv("2309.16240", "Wang et al.", 2023,
        "Beyond Reverse KL: Generalizing Direct Preference Optimization with Diverse Divergence Constraints");

    public static Paper Dmpo { get; } = OnArxiv("2508.07638", "Zhang et al.", 2025,
        "Beyond Single: A Data Selection Principle for LLM Alignment via Fine-Grained Preference Signals");

    public static Paper Dpo { get; } = OnArxiv("2305.18290", "Rafailov et al.", 2023,
        "Direct Preference Optimization: Your Language Model is Secretly a Reward Model");

    public static Paper Exo { get; } = OnArxiv("2402.00856", "Ji et al.", 2024,
        "Towards Efficient Exact Optimization of Language Model Alignment");

    public static Paper Expo { get; } = OnArxiv("2506.07492", "Hu et al.", 2025,
        "Explicit Preference Optimization: No Need for an Implicit Reward Model");

    public static Paper Hound { get; } = OnArxiv("2404.01258", "Zhang et al.", 2024,
        "Direct Preference Optimization of Video Large Multimodal Models from Language Model Reward");

    public static Paper InstructGpt { get; } = OnArxiv("2203.02155", "Ouyang et al.", 2022,
        "Training language models to follow instructions with human feedback");

    public static Paper Halva { get; } = OnArxiv("2405.18654", "Sarkar et al.", 2024,
        "Data-augmented phrase-level alignment for mitigating object hallucination");

    public static Paper RlhfV { get; } = OnArxiv("2312.00849", "Yu et al.", 2023,
        "RLHF-V: Towards Trustworthy MLLMs via Behavior Alignment from Fine-grained Correctional Human Feedback");

    public static Paper Ipo { get; } = OnArxiv("2310.12036", "Azar et al.", 2023,
        "A General Theoretical Paradigm to Understand Learning from Human Preferences");

    public static Paper Kto { get; } = OnArxiv("2402.01306", "Ethayarajh et al.", 2024,
        "KTO: Model Alignment as Prospect Theoretic Optimization");

    public static Paper LdDpo { get; } = OnArxiv("2409.06411", "Liu et al.", 2024,
        "Length Desensitization in Direct Preference Optimization");

    public static Paper LeanPo { get; } = OnArxiv("2506.05260", "Wang et al.", 2025,
        "LeanPO: Lean Preference Optimization for Likelihood Alignment in Video-LLMs");

    public static Paper Lpoi { get; } = OnArxiv("2505.21061", "Pesaran Zadeh et al.", 2025,
        "LPOI: Listwise Preference Optimization for Vision Language Models");

    public static Paper Mdpo { get; } = OnArxiv("2406.11839", "Wang et al.", 2024,
        "mDPO: Conditional Preference Optimization for Multimodal Large Language Models");

    public static Paper Mmpo { get; } = OnArxiv("2510.22881", "Najafi and Fyshe", 2025,
        "Offline Preference Optimization via Maximum Marginal Likelihood Estimation");

    public static Paper Mpo { get; } = OnArxiv("2411.10442", "Wang et al.", 2024,
        "Enhancing the Reasoning Ability of Multimodal Large Language Models via Mixed Preference Optimization");

    public static Paper Nca { get; } = OnArxiv("2402.05369", "Chen et al.", 2024,
        "Noise Contrastive Alignment of Language Models with Explicit Rewards");

    public static Paper Orpo { get; } = OnArxiv("2403.07691", "Hong et al.", 2024,
        "ORPO: Monolithic Preference Optimization without Reference Model");

    public static Paper RDpoLength { get; } = OnArxiv("2403.19159", "Park et al.", 2024,
        "Disentangling Length from Quality in Direct Preference Optimization");

    public static Paper Rdpo { get; } = OnArxiv("2403.00409", "Chowdhury et al.", 2024,
        "Provably Robust DPO: Aligning Language Models with Noisy Feedback");

    public static Paper Rpo { get; } = OnArxiv("2405.16436", "Liu et al.", 2024,
        "Provably Mitigating Overoptimization in RLHF: Your SFT Loss is Implicitly an Adversarial Regularizer");

    public static Paper Rrpo { get; } = OnArxiv("2504.12083", "Sarkar and Etemad", 2025,
        "Self-alignment of Large Video Language Models with Refined Regularized Preference Optimization");

    public static Paper Rso { get; } = OnArxiv("2309.06657", "Liu et al.", 2023,
        "Statistical Rejection Sampling Improves Preference Optimization");

    public static Paper SimPo { get; } = OnArxiv("2405.14734", "Meng et al.", 2024,
        "SimPO: Simple Preference Optimization with a Reference-Free Reward");

    public static Paper Sppo { get; } = OnArxiv("2405.00675", "Wu et al.", 2024,
        "Self-Play Preference Optimization for Language Model Alignment");

    public static Paper Tdpo { get; } = OnArxiv("2404.11999", "Zeng et al.", 2024,
        "Token-level Direct Preference Optimization");

    public static Paper Tpo { get; } = OnArxiv("2501.13919", "Li et al.", 2025,
        "Temporal Preference Optimization for Long-Form Video Understanding");

    public static Paper Tulu3 { get; } = OnArxiv("2411.15124", "Lambert et al.", 2024,
        "Tulu 3: Pushing Frontiers in Open Language Model Post-Training");

    public static Paper Upo { get; } = OnArxiv("2409.11212", "Wang et al.", 2024,
        "Self-Evolutionary Large Language Models through Uncertainty-Enhanced Preference Optimization");

    public static Paper VistaDpo { get; } = OnArxiv("2504.13122", "Huang et al.", 2025,
        "VistaDPO: Video Hierarchical Spatial-Temporal Direct Preference Optimization for Large Video Models");

    public static Paper Wpo { get; } = OnArxiv("2406.11827", "Zhou et al.", 2024,
        "WPO: Enhancing RLHF with Weighted Preference Optimization");
}
