namespace Kit.Expressions;

/// <summary>Quantities of rollouts and of reward models.</summary>
public sealed partial record Quantity
{
    /// <summary>log π_old(y_t | x, v, y_&lt;t) under the policy that generated the answer, nats, ≤ 0; [B, T].</summary>
    public static Quantity OldLogp { get; } = new("policy.old_logp", Per.Token, Flow.Constant,
        new("log π_old(#1)", @"\log \pi_{\mathrm{old}}(#1)", "old_logp"));

    /// <summary>−Σ_v π(v)·log π(v) at each token, nats, ≥ 0; [B, T].</summary>
    public static Quantity Entropy { get; } = new("entropy", Per.Token, Flow.Differentiable,
        new("H(#1)", @"\mathcal{H}(#1)", "entropy"));

    /// <summary>A: how much better an answer is than expected; [B].</summary>
    public static Quantity Advantage { get; } = new("advantage", Per.Pair, Flow.Constant,
        new("A(#1)", "A(#1)", "advantage"));

    /// <summary>A_t: how much better a token is than expected; [B, T].</summary>
    public static Quantity TokenAdvantage { get; } = new("advantage.token", Per.Token, Flow.Constant,
        new("A_t(#1)", "A_t(#1)", "token_advantage"));

    /// <summary>r: what a whole answer earns, from a reward model, a verifier or a judge; [B].</summary>
    public static Quantity Reward { get; } = new("reward", Per.Pair, Flow.Constant, new("r(#1)", "r(#1)", "reward"));

    /// <summary>The length of an answer as a share of the longest allowed, 0 … 1; [B].</summary>
    public static Quantity LengthShare { get; } = new("reward.length", Per.Pair, Flow.Constant,
        new("r_len(#1)", @"r_{\mathrm{len}}(#1)", "reward_length"));

    /// <summary>1 where an answer is right by rule, else 0; [B].</summary>
    public static Quantity Correct { get; } = new("reward.correct", Per.Pair, Flow.Constant,
        new("r_ok(#1)", @"r_{\mathrm{ok}}(#1)", "reward_correct"));

    /// <summary>1 where an answer ended by itself, 0 where it was cut; [B].</summary>
    public static Quantity Ended { get; } = new("ended", Per.Pair, Flow.Constant,
        new("eos(#1)", @"\mathrm{eos}(#1)", "ended"));

    /// <summary>V(x, v, y_&lt;t): what a critic expects before token t; [B, T].</summary>
    public static Quantity Value { get; } = new("value", Per.Token, Flow.Differentiable,
        new("V(#1)", "V(#1)", "value"));

    /// <summary>V_old: what the critic expected when the answer was generated; [B, T].</summary>
    public static Quantity OldValue { get; } = new("value.old", Per.Token, Flow.Constant,
        new("V_old(#1)", @"V_{\mathrm{old}}(#1)", "old_value"));

    /// <summary>G: what the critic is fitted to, A + V_old; [B, T].</summary>
    public static Quantity Return { get; } = new("return", Per.Token, Flow.Constant, new("G(#1)", "G(#1)", "returns"));

    /// <summary>r_φ: what a reward head reads off the hidden state of a token; [B, T], and T = 1 does where only the
    /// last token is read.</summary>
    public static Quantity RewardHead { get; } = new("reward.head", Per.Token, Flow.Differentiable,
        new("r_φ(#1)", @"r_\phi(#1)", "reward_head"));

    /// <summary>N: how many tokens count in all micro-batches and devices of one step, ≥ 1; [].</summary>
    public static Quantity BatchTokens { get; } = new("batch.tokens", Per.Batch, Flow.Constant,
        new("N", "N", "batch_tokens"));
}
