using Kit.Expressions;
using Kit.Parts;

namespace Kit;

/// <summary>A preference objective: score both answers, compare, judge, regularise.</summary>
/// <remarks>L = mean_b[ ℓ(h) + Σ_k λ_k·Ω_k ], h = s(y_w) − s(y_l), in nats per pair. A value: it prints as its formula,
/// compares by content, and refines with <c>With</c> and <c>+</c>. One occupant per slot, the last wins; terms add; a
/// part that the rest would not read is refused when it is composed.</remarks>
/// <param name="Score">s(y): what is compared.</param>
/// <param name="Link">ℓ: the penalty of a margin.</param>
/// <param name="Tilt">How far labels are trusted.</param>
/// <param name="Terms">Σ_k λ_k·Ω_k.</param>
public sealed partial record Objective(Score Score, Link Link, Tilt Tilt, Terms Terms)
{
    private static readonly Symbol H = new("h", "h", "margin");

    public Score Score { get; } = Score;

    public Link Link { get; } = Link;

    public Tilt Tilt { get; } = Link.Admit(Tilt);

    public Terms Terms { get; } = Terms;

    /// <summary>h = s(y_w) − s(y_l), [B], nats; positive when the policy agrees with the annotator.</summary>
    public Expr Margin => (Score.Apply(Slot.Chosen) - Score.Apply(Slot.Rejected)).As(H);

    /// <summary>The loss of every pair, [B]; a term of the whole batch adds to each.</summary>
    public Expr Losses => Terms.AddTo(Penalty).Expand(Axes.PerPair);

    /// <summary>The loss, []: the mean of <see cref="Losses"/>.</summary>
    public Expr Loss => Losses.MeanPairs();

    /// <summary>Everything that loss and metrics read.</summary>
    public Sequence<Evidence> Evidence => Graph.From([Loss, .. Metrics.Select(metric => metric.Value)]).Evidence;

    private Expr Penalty => Link.Apply(Margin, Tilt);

    /// <summary>Another reference: <c>NoReference</c>, <c>WithReference</c>.</summary>
    public Objective With(Against against) => new(Score.With(against), Link, Tilt, Terms);

    /// <summary>Other tokens: <c>Spans</c>, <c>WholeResponse</c>.</summary>
    public Objective With(Tokens tokens) => new(Score.With(tokens), Link, Tilt, Terms);

    /// <summary>Another fold over tokens: <c>LengthNorm</c>, <c>TokenSum</c>.</summary>
    public Objective With(Over over) => new(Score.With(over), Link, Tilt, Terms);

    /// <summary>Another penalty: <c>Logistic(β, γ)</c>, <c>Hinge(β)</c>, <c>Square(τ)</c>.</summary>
    public Objective With(Link link) => new(Score, link, Tilt, Terms);

    /// <summary>Another trust in labels: <c>Smoothing(ε)</c>, <c>Debias(ε)</c>, <c>DynamicSmoothing(λ)</c>,
    /// <c>NoTilt</c>; only a logistic link reads it.</summary>
    public Objective With(Tilt tilt) => new(Score, Link, tilt, Terms);

    /// <summary>One more term, weight 1.</summary>
    public Objective With(Term term) => With(1 * term);

    /// <summary>One more term: <c>0.1 * ChosenNll</c>.</summary>
    public Objective With(Weighted term) => new(Score, Link, Tilt, Terms.Add(term));

    /// <summary>More terms.</summary>
    public Objective With(Terms terms) => new(Score, Link, Tilt, Terms + terms);

    /// <summary>Several parts at once; two that want the same slot are an error.</summary>
    public Objective With(Part first, Part second, params Part[] more)
    {
        Part[] parts = [first, second, .. more];
        var clash = parts.Where(part => part.Slot is not null).GroupBy(part => part.Slot)
            .FirstOrDefault(same => same.Count() > 1);
        return clash is null
            ? parts.Aggregate(this, (objective, part) => part.Refine(objective))
            : throw new ArgumentException($"{nameof(With)}: expected one part for the slot '{clash.Key}', got "
                + $"{string.Join(" and ", clash.Select(part => part.GetType().Name))}. Keep one of them.");
    }

    /// <summary>The objective without one of its terms.</summary>
    public Objective Without(Term term) => new(Score, Link, Tilt, Terms.Without(term));

    public static Objective operator +(Objective objective, Term term) => objective.With(term);

    public static Objective operator +(Objective objective, Weighted term) => objective.With(term);

    public static Objective operator +(Objective objective, Terms terms) => objective.With(terms);

    /// <summary>The formula of <see cref="Loss"/>.</summary>
    public override string ToString() => Loss.ToString();
}
