using Kit.Expressions;
using Kit.Parts;

namespace Kit.Train.Preference;

/// <summary>How far the policy has moved from its reference, whatever loss moved it; the same numbers for every
/// run.</summary>
/// <remarks>Δ_t = log π(y_t) − log π_ref(y_t), nats. What the data keeps of its reference decides what can be told.
/// <c>kl/chosen</c>, <c>kl/rejected</c>: mean over pairs of Σ_t KL(π_ref‖π). <c>kl/chosen_token</c>,
/// <c>kl/rejected_token</c>: per token. Where no states are kept, <c>k3/chosen</c>, … in their place: Σ_t of
/// e^Δ − Δ − 1 (<see cref="KlEstimate.K3"/>), the same KL from the answers' own tokens. Its mean is KL(π_ref‖π) where
/// the reference wrote the answers, and a distance ≥ 0 where others did.
/// <c>delta/chosen</c>, <c>delta/rejected</c>: mean over pairs of Σ_t Δ_t.
/// <c>delta/span_chosen</c>, <c>delta/rest_chosen</c> (and rejected): mean Δ_t over tokens inside and outside marked
/// spans.
/// <c>drift/rest</c>: mean |Δ_t| over unmarked tokens of both answers.
/// <c>displacement</c>: share of pairs whose chosen answer is less likely than under the reference.
/// <c>len/chosen</c>, <c>len/rejected</c>: tokens.</remarks>
public static class Drift
{
    private static readonly (string Name, Slot Slot)[] Answers = [("chosen", Slot.Chosen), ("rejected", Slot.Rejected)];

    /// <summary>Those of data that keep everything.</summary>
    public static IReadOnlyList<Metric> Metrics { get; } = From(ReferenceKept.States);

    /// <summary>Those that can be told where so much of the reference is kept.</summary>
    public static IReadOnlyList<Metric> From(ReferenceKept kept) => kept switch
    {
        ReferenceKept.Nothing => [.. Answers.Select(a => Length(a.Name, a.Slot))],
        ReferenceKept.LogProbabilities => All("k3", K3),
        _ => All("kl", slot => Quantity.Kl.At(slot).ToExpr().Detach()),
    };

    private static IReadOnlyList<Metric> All(string name, Func<Slot, Expr> divergence) =>
    [
        .. Answers.SelectMany(a => Of(a.Name, a.Slot, name, divergence(a.Slot))),
        new("displacement", Sum(Mask(Slot.Chosen) * Delta(Slot.Chosen)).IsNegative().MeanPairs()),
        new("drift/rest", Ratio(
            Rest(Slot.Chosen, Magnitude(Delta(Slot.Chosen))) + Rest(Slot.Rejected, Magnitude(Delta(Slot.Rejected))),
            Rest(Slot.Chosen, Expr.From(1)) + Rest(Slot.Rejected, Expr.From(1)))),
    ];

    private static IEnumerable<Metric> Of(string name, Slot slot, string distance, Expr divergence)
    {
        var (mask, span) = (Mask(slot), Mask(slot) * Quantity.Span.At(slot).ToExpr());
        return
        [
            new($"{distance}/{name}", Sum(mask * divergence).MeanPairs()),
            new($"{distance}/{name}_token", Ratio(Total(mask * divergence), Total(mask))),
            new($"delta/{name}", Sum(mask * Delta(slot)).MeanPairs()),
            new($"delta/span_{name}", Ratio(Total(span * Delta(slot)), Total(span))),
            new($"delta/rest_{name}", Ratio(Rest(slot, Delta(slot)), Rest(slot, Expr.From(1)))),
            Length(name, slot),
        ];
    }

    private static Metric Length(string name, Slot slot) => new($"len/{name}", Mask(slot).SumTokens().MeanPairs());

    /// <summary>From the reference's side: its log-ratio is −Δ.</summary>
    private static Expr K3(Slot slot) => new KlEstimate.K3().Apply(-Delta(slot));

    private static Expr Mask(Slot slot) => Quantity.Mask.At(slot).ToExpr();

    private static Expr Delta(Slot slot) =>
        Quantity.PolicyLogp.At(slot).ToExpr().Detach() - Quantity.ReferenceLogp.At(slot).ToExpr();

    private static Expr Sum(Expr perToken) => perToken.SumTokens();

    private static Expr Total(Expr perToken) => perToken.SumTokens().SumPairs();

    private static Expr Rest(Slot slot, Expr perToken) =>
        Total(Mask(slot) * (1 - Quantity.Span.At(slot).ToExpr()) * perToken);

    private static Expr Magnitude(Expr x) => x.Max(-x);

    private static Expr Ratio(Expr sum, Expr count) => sum / count.AtLeast(1);
}
