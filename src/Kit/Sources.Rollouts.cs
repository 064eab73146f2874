using static Kit.Paper;

namespace Kit;

/// <summary>The papers of policy gradients and reward models.</summary>
public static partial class Sources
{
    public static Paper Bnpo { get; } = OnArxiv("2506.02864", "Xiao et al.", 2025,
        "BNPO: Beta Normalization Policy Optimization");

    public static Paper Dapo { get; } = OnArxiv("2503.14476", "Yu et al.", 2025,
        "DAPO: An Open-Source LLM Reinforcement Learning System at Scale");

    public static Paper DrGrpo { get; } = OnArxiv("2503.20783", "Liu et al.", 2025,
        "Understanding R1-Zero-Like Training: A Critical Perspective");

    public static Paper Dvpo { get; } = OnArxiv("2502.16944", "Huang et al.", 2025,
        "Lean and Mean: Decoupled Value Policy Optimization with Global Value Guidance");

    public static Paper Grpo { get; } = OnArxiv("2402.03300", "Shao et al.", 2024,
        "DeepSeekMath: Pushing the Limits of Mathematical Reasoning in Open Language Models");

    public static Paper Gspo { get; } = OnArxiv("2507.18071", "Zheng et al.", 2025,
        "Group Sequence Policy Optimization");

    public static Paper Llama2 { get; } = OnArxiv("2307.09288", "Touvron et al.", 2023,
        "Llama 2: Open Foundation and Fine-Tuned Chat Models");

    public static Paper MiniMax { get; } = OnArxiv("2506.13585", "MiniMax", 2025,
        "MiniMax-M1: Scaling Test-Time Compute Efficiently with Lightning Attention");

    public static Paper Ppo { get; } = OnArxiv("1707.06347", "Schulman et al.", 2017,
        "Proximal Policy Optimization Algorithms");

    public static Paper SoftAdaptive { get; } = OnArxiv("2511.20347", "Gao et al.", 2025,
        "Soft Adaptive Policy Optimization");

    public static Paper VlmRlaif { get; } = OnArxiv("2402.03746", "Ahn et al.", 2024,
        "Tuning Large Multimodal Models for Videos using Reinforcement Learning from AI Feedback");
}
