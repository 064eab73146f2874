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
public sealed record Quantity(string Name, Per Per, Flow Flow, Symbol Symbol)
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

    /// <summary>A quantity of one's own, written by its name.</summary>
    public Quantity(string name, Per per, Flow flow)
        : this(name, per, flow, new(name + "(#1)", @"\mathrm{" + name + "}(#1)", Identifier(name))) { }

    /// <summary>This quantity of one answer under one view.</summary>
    public Evidence At(Slot slot) => new(this, slot);

    public override string ToString() => Name;

    private static string Identifier(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
}
