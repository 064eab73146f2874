using Kit.Expressions;

namespace Kit.Parts;

/// <summary>One judgement of a pair: score the answers, compare, judge, weigh. w_b·ℓ(h_b), [B].</summary>
/// <remarks>h = s(y_w) − s(y_l) unless the comparison says otherwise. A part that the others would not read is refused
/// when it enters an objective.</remarks>
/// <param name="Score">s(y): what is compared.</param>
/// <param name="Comparison">h: how scores make a margin.</param>
/// <param name="Target">τ: the margin that is asked for, beyond the link's own.</param>
/// <param name="Link">ℓ: the penalty of a margin.</param>
/// <param name="Tilt">How far labels are trusted.</param>
/// <param name="Importance">w: how much the pair counts.</param>
public sealed record Preference(
    Score Score, Comparison Comparison, Target Target, Link Link, Tilt Tilt, Importance Importance) : Term
{
    /// <summary>A pair, logistic or other, labels as given, all pairs alike.</summary>
    public Preference(Score score, Link link)
        : this(score, Comparison.Answers, new Target.None(), link, new Tilt.None(), new Importance.Uniform()) { }

    /// <summary>Such as <c>preference/logistic</c>; in an objective with one preference, <c>preference</c>.</summary>
    public override string Name => $"preference/{Link.Name}{Comparison.Suffix}";

    /// <summary>h, [B], nats; positive when the policy agrees with the annotator.</summary>
    public Expr Margin => Comparison.Apply(Score);

    /// <summary>w·ℓ(h), [B].</summary>
    public override Expr Apply() => Importance.Apply(this) * Link.Apply(Margin, Target.Apply(this), Tilt);

    /// <summary>β·s(y) before any shape or correction, [B], detached: the implicit reward of an answer.</summary>
    public Expr Reward(Slot slot) => (Link.Scale * Score.Bare(slot)).Detach();

    public override Sequence<Statistic> Statistics => [.. Target.Statistics(this), .. Comparison.Statistics(this)];

    internal override void Check()
    {
        Link.Admit(Tilt);
        Link.Admit(Target);
        Comparison.Admit(this);
    }
}
