using Kit.Expressions;

namespace Kit.Parts;

/// <summary>−log π(y): keeps the likelihood of an answer up. RPO, Liu et al. 2024 (arXiv:2405.16436).</summary>
/// <param name="Answer">Which answer, under which view.</param>
/// <param name="Averaging">Over what the mean is taken; part of the term's name.</param>
/// <param name="Tokens">Which tokens count, and how much.</param>
public sealed record Nll(Slot Answer, Averaging Averaging, Tokens Tokens) : Term
{
    /// <summary>Every token alike.</summary>
    public Nll(Slot answer, Averaging averaging) : this(answer, averaging, new Tokens.Response()) { }

    public override string Name =>
        $"nll/{Averaging.Name}" + (Answer == Expressions.Slot.Chosen ? "" : $"[{Answer}]");

    public override Expr Apply() =>
        (-Averaging.Apply(Quantity.PolicyLogp.At(Answer).ToExpr(), Answer, Tokens)).As(Averaging.Symbol("nll"), Answer);

    public override Sequence<Statistic> Statistics => Averaging.Statistics(Answer, Tokens);
}
