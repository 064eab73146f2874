using Kit.Expressions;

namespace Kit.Parts;

/// <summary>−Σ_{k&lt;K} [S_k − log Σ_{j≥k} e^{S_j}], S_k = β·s(y_k), [B]: Plackett–Luce over a list, best first. Two
/// entries give the logistic link. LPOI, Pesaran Zadeh et al. 2025 (arXiv:2505.21061), ranks one answer under views
/// that hide more and more of the object.</summary>
/// <param name="Score">s.</param>
/// <param name="Order">Answers or views, best first; two or more.</param>
/// <param name="Beta">β &gt; 0, 1/nat.</param>
public sealed record Ranking(Score Score, Sequence<Slot> Order, double Beta = 0.1) : Term
{
    /// <summary>log Σ_{j≥k} e^{S_j}: from this entry to the last.</summary>
    private static readonly Symbol Rest = new("Λ(#1)", @"\Lambda(#1)", "rest");

    public double Beta { get; } = Bounds.Positive(Beta, "Ranking β");

    public Sequence<Slot> Order { get; } = Order.Count >= 2 ? Order : throw new ArgumentException(
        $"{nameof(Ranking)}: expected two or more entries, got {Order.Count}. Rank at least two answers or views.");

    public override string Name => $"ranking[{string.Join(",", Order)}]";

    /// <summary>Two entries are the logistic link: other links have no list.</summary>
    internal override Term Refined(Refinement part)
    {
        if (part is not PreferencePart own) return this;
        var twin = own.Replace(new Preference(Score, new Link.Logistic(Beta)));
        return twin.Link is Link.Logistic { Gamma: 0 } link
            ? new Ranking(twin.Score, Order, link.Beta)
            : throw new ArgumentException(
                $"{part.GetType().Name}: expected a link that a ranking has, Logistic(beta), got "
                + $"{twin.Link.Title}. Refine each term before adding the ranking.");
    }

    public override Expr Apply()
    {
        var rest = Scaled(Order[^1]);
        var loss = Expr.From(0);
        foreach (var slot in Order.SkipLast(1).Reverse())
        {
            loss -= (Scaled(slot) - rest).LogSigmoid();
            rest = Scaled(slot).LogAddExp(rest).As(Rest, slot);
        }

        return loss;
    }

    private Expr Scaled(Slot slot) => Beta * Score.Apply(slot);
}
