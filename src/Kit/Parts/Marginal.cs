using Kit.Expressions;

namespace Kit.Parts;

/// <summary>−log(e^{s(y_w)} + e^{s(y_l)}), [B], nats: the answers as samples of a marginal likelihood. MMPO
/// (arXiv:2510.22881).</summary>
/// <remarks>Both answers are made more likely, by softmax(s). Together with a logistic preference of weight 1 on the
/// same score it is −s(y_w) exactly: the rejected answer then gets no gradient.</remarks>
/// <param name="Score">s, with its prior.</param>
public sealed record Marginal(Score Score) : Term
{
    public override string Name => "marginal";

    internal override Term Refined(Refinement part) => part is PreferencePart own
        ? new Marginal(own.Replace(new Preference(Score, new Link.Logistic())).Score)
        : this;

    public override Expr Apply() =>
        -Score.Apply(Expressions.Slot.Chosen).LogAddExp(Score.Apply(Expressions.Slot.Rejected));
}
