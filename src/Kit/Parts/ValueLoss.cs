using Kit.Expressions;

namespace Kit.Parts;

/// <summary>Agg_{i,t} ½·max((V − G)², (clip(V) − G)²): what a critic is fitted by. Only V is differentiable.</summary>
/// <param name="Clip">How far V may move from V_old.</param>
/// <param name="Averaging">How tokens make a loss.</param>
/// <param name="Tokens">Which tokens count.</param>
public sealed record ValueLoss(ValueClip Clip, Averaging Averaging, Tokens Tokens) : RolloutTerm(Averaging, Tokens)
{
    public override string Name => "value";

    internal override string Stem => "vf";

    public override Expr PerToken => 0.5 * Clip.Apply(Of(Quantity.Value), Of(Quantity.Return));

    /// <summary><c>val/clipfrac_avg</c> = share of tokens where the clipped error is the larger.</summary>
    public override Sequence<Metric> Metrics =>
        [.. Clip.Metrics(Of(Quantity.Value), Of(Quantity.Return)).Select(share => Mean(share.Name, share.Value))];
}
