using Kit.Expressions;

namespace Kit.Parts;

/// <summary>The surrogate whose gradient is the policy gradient: Agg_{i,t} ψ(w, A), ψ = −min(w·A, clip(w)·A) and its
/// kin. </summary>
/// <remarks>A from <see cref="Advantage"/>, w from <see cref="Ratio"/>, ψ from <see cref="Clip"/>, Agg from
/// <see cref="Averaging"/>, over <see cref="Tokens"/>. At π = π_old every w is 1 and the gradient is that of
/// −Agg A·log π (REINFORCE, Williams 1992), whatever the clip; the value alone means nothing there.
/// Only log π is differentiable.</remarks>
/// <param name="Advantage">A: how much better than expected.</param>
/// <param name="Ratio">w: how far the policy moved since it generated the answer.</param>
/// <param name="Clip">ψ: how far it is let move.</param>
/// <param name="Averaging">Agg: how tokens make a loss.</param>
/// <param name="Tokens">Which tokens count.</param>
public sealed record PolicyGradient(Advantage Advantage, Ratio Ratio, Clip Clip, Averaging Averaging, Tokens Tokens)
    : RolloutTerm(Averaging, Tokens)
{
    public override string Name => "policy";

    internal override string Stem => "pg";

    /// <summary>w, [B, T] or [B].</summary>
    public Expr Weight => Level(Ratio.Apply(Tokens), A);

    /// <summary>ψ(w, A).</summary>
    public override Expr PerToken => Clip.Apply(Weight, Level(A, Weight));

    /// <summary><c>val/ratio</c> = mean w; <c>policy/approxkl_avg</c> = mean ½(log π − log π_old)²;
    /// <c>clip_ratio/*</c> = shares of tokens (of answers, where w is an answer's) that the clip holds back;
    /// <c>completions/*</c> = lengths; <c>reward*</c> of a group advantage.</summary>
    public override Sequence<Metric> Metrics =>
    [
        .. Advantage.Metrics,
        .. Clip.Metrics(Weight, Level(A, Weight)).Select(share => Mean(share.Name, share.Value)),
        Mean("policy/approxkl_avg", new KlEstimate.K2().Apply(Of(Quantity.PolicyLogp), Of(Quantity.OldLogp), Tokens)),
        Mean("val/ratio", Weight),
        new("completions/mean_length", Lengths.MeanPairs()),
        new("completions/min_length", Lengths.MinPairs()),
        new("completions/max_length", Lengths.MaxPairs()),
    ];

    public override Sequence<string> Remarks =>
    [
        .. Clip.Remarks,
        .. Ratio is Ratio.Sequence && Averaging is not Averaging.Sequence
            ? ["A ratio per sequence under an average over tokens counts every answer by its length. "
                + "Give each answer its own mean, With(SequenceMean)."] : (string[])[],
    ];

    private Expr A => Advantage.Apply(Tokens);

    private Expr Lengths => Tokens.Apply(Answer).SumTokens();

    /// <summary>An answer's number for each of its tokens where the other is per token.</summary>
    private static Expr Level(Expr x, Expr other) => x.Axes.Rank < other.Axes.Rank ? x.Expand(other.Axes) : x;
}
