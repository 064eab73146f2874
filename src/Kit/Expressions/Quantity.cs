namespace Kit.Expressions;

/// <summary>What one number of a quantity belongs to.</summary>
public enum Per
{
    /// <summary>One number per token of an answer, [B, T].</summary>
    Token,

    /// <summary>One number per pair, [B].</summary>
    Pair,

    /// <summary>One number for the whole batch, [].</summary>
    Batch,
}

/// <summary>Whether the loss moves a quantity.</summary>
public enum Flow
{
    /// <summary>Given: references, masks, advantages, statistics. No gradient is asked for.</summary>
    Constant,

    /// <summary>Made by the policy; d loss / d quantity is what backward starts from.</summary>
    Differentiable,
}

/// <summary>A kind of number that a head or a batch supplies. New ones need no change here: make a value.</summary>
/// <param name="Name">Dotted lower-case words, such as <c>policy.logp</c>.</param>
/// <param name="Per">Its axes.</param>
/// <param name="Flow">Whether the policy makes it.</param>
/// <param name="Symbol">How formulas and generated code write it.</param>
public sealed partial record Quantity(string Name, Per Per, Flow Flow, Symbol Symbol)
{
    /// <summary>ℓ_t = log π(y_t | x, v, y_&lt;t), nats, ≤ 0; [B, T].</summary>
    public static Quantity PolicyLogp { get; } = new("policy.logp", Per.Token, Flow.Differentiable,
        new("log π(#1)", @"\log \pi(#1)", "policy_logp"));

    /// <summary>log π_ref(y_t | x, v, y_&lt;t), nats, ≤ 0; [B, T].</summary>
    public static Quantity ReferenceLogp { get; } = new("reference.logp", Per.Token, Flow.Constant,
        new("log π_ref(#1)", @"\log \pi_{\mathrm{ref}}(#1)", "reference_logp"));

    /// <summary>1 where a token of the answer counts, 0 on padding; [B, T].</summary>
    public static Quantity Mask { get; } = new("mask", Per.Token, Flow.Constant, new("m(#1)", "m(#1)", "mask"));

    /// <summary>1 inside a marked span; [B, T]. Parts multiply it by the mask.</summary>
    public static Quantity Span { get; } = new("span", Per.Token, Flow.Constant, new("k(#1)", "k(#1)", "span"));

    /// <summary>Σ_v π_ref(v)·(log π_ref(v) − log π(v)) at each token, nats, ≥ 0; [B, T].</summary>
    public static Quantity Kl { get; } = new("kl", Per.Token, Flow.Differentiable,
        new("KL(π_ref‖π)(#1)", @"\mathrm{KL}(\pi_{\mathrm{ref}} \Vert \pi)(#1)", "kl"));

    /// <summary>1 where a token differs between the two answers, [B, T]; insertions, deletions, replacements.</summary>
    public static Quantity Differs { get; } = new("differs", Per.Token, Flow.Constant, new("d(#1)", "d(#1)",
        "differs"));

    /// <summary>log Σ_v π(v)² at each token, nats, ≤ 0, without gradient; [B, T].</summary>
    public static Quantity LogSquares { get; } = new("policy.log_squares", Per.Token, Flow.Constant,
        new("log Σπ²(#1)", @"\log \textstyle\sum \pi^2(#1)", "log_squares"));

    /// <summary>P(y): how often an answer beats the policy's own samples; [B].</summary>
    public static Quantity WinRate { get; } = new("win_rate", Per.Pair, Flow.Constant, new("P(#1)", "P(#1)",
        "win_rate"));

    /// <summary>1 for a wanted answer, −1 for an unwanted one; [B].</summary>
    public static Quantity Label { get; } = new("label", Per.Pair, Flow.Constant, new("u(#1)", "u(#1)", "label"));

    /// <summary>α: the doubt in a pair's label; [B].</summary>
    public static Quantity Doubt { get; } = new("doubt", Per.Pair, Flow.Constant, new("α", @"\alpha", "doubt"));

    /// <summary>m: how much better the annotator finds the chosen answer, dimensionless; [B].</summary>
    public static Quantity Grade { get; } = new("grade", Per.Pair, Flow.Constant, new("g", "g", "grade"));

    /// <summary>Δφ: minus the sum of the other aspects' score gaps; [B].</summary>
    public static Quantity AspectGap { get; } = new("aspect_gap", Per.Pair, Flow.Constant,
        new("Δφ", @"\Delta\phi", "aspect_gap"));

    /// <summary>1/|r|: the reciprocal of the size of the chosen answer's reward; [B].</summary>
    public static Quantity InverseReward { get; } = new("inverse_reward", Per.Pair, Flow.Constant,
        new("|r|⁻¹", @"\lvert r \rvert^{-1}", "inverse_reward"));

    /// <summary>z₀: KTO's estimate of KL(π ‖ π_ref) over the global batch, nats, ≥ 0; [].</summary>
    public static Quantity BaselineKl { get; } = new("kl.baseline", Per.Batch, Flow.Constant, new("z₀", "z_0", "z0"));

    /// <summary>δ: the mean score of all answers so far, nats; [].</summary>
    public static Quantity RunningMean { get; } = new("score.mean", Per.Batch, Flow.Constant,
        new("δ", @"\delta", "running_mean"));

    /// <summary>n: how many batches a running mean has seen; [].</summary>
    public static Quantity MeansSeen { get; } = new("score.batches", Per.Batch, Flow.Constant, new("n", "n",
        "means_seen"));

    /// <summary>μ: the moving mean of margins of mean log-ratios; [].</summary>
    public static Quantity GapMean { get; } = new("gap.mean", Per.Batch, Flow.Constant, new("μ", @"\mu", "gap_mean"));

    /// <summary>ς: their moving standard deviation, &gt; 0; [].</summary>
    public static Quantity GapDeviation { get; } = new("gap.deviation", Per.Batch, Flow.Constant,
        new("ς", @"\varsigma", "gap_deviation"));

    /// <summary>How many batches a moving average has seen; [].</summary>
    public static Quantity BatchesSeen { get; } = new("gap.batches", Per.Batch, Flow.Constant,
        new("n_B", "n_B", "batches_seen"));

    /// <summary>z: the argument of a penalty that is being written, [B].</summary>
    public static Quantity Z { get; } = new("z", Per.Pair, Flow.Constant, new Symbol("z"));

    /// <summary>A quantity of one's own, written by its name.</summary>
    public Quantity(string name, Per per, Flow flow)
        : this(name, per, flow, new(
            name + "(#1)", @"\mathrm{" + name.Replace("_", @"\_", StringComparison.Ordinal) + "}(#1)",
            Identifier(name))) { }

    /// <summary>This quantity of one answer under one view.</summary>
    public Evidence At(Slot slot) => new(this, slot);

    public override string ToString() => Name;

    private static string Identifier(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
}
