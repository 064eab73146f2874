using Kit.Expressions;

namespace Kit.Parts;

/// <summary>Σ_k λ_k·Ω_k: a sum, kept in one order, so that equal sums are equal values.</summary>
/// <remarks>Equal terms merge, λ₁·Ω + λ₂·Ω = (λ₁ + λ₂)·Ω; a weight of 0 leaves the sum, and its evidence is not read.
/// </remarks>
public sealed record Terms : Part
{
    private Terms(Sequence<Weighted> items) => Items = items;

    /// <summary>The unit: nothing is added.</summary>
    public static Terms None { get; } = new([]);

    /// <summary>The terms: preferences first, then the rest by name.</summary>
    public Sequence<Weighted> Items { get; }

    internal override string? Slot => null;

    internal override Objective Refine(Objective objective) => objective.With(this);

    /// <summary>Σ with one more term.</summary>
    public Terms Add(Weighted term)
    {
        term.Term.Check();
        var weight = term.Weight + Items.Where(item => item.Term == term.Term).Sum(item => item.Weight);
        IEnumerable<Weighted> others = Items.Where(item => item.Term != term.Term);
        var all = weight == 0 ? others : others.Append(new Weighted(weight, term.Term));
        return new Terms(Sequence.From(all.OrderBy(item => item.Term is Preference ? 0 : 1)
            .ThenBy(item => item.Term.Name, StringComparer.Ordinal)
            .ThenBy(item => item.Term.ToString(), StringComparer.Ordinal)));
    }

    /// <summary>Every term that has the part's slot refined.</summary>
    internal Terms Refine(Refinement part) =>
        Items.Aggregate(None, (sum, item) => sum.Add(new Weighted(item.Weight, part.Replace(item.Term))));

    /// <summary>Σ without a term; asking for one that is not there is an error.</summary>
    public Terms Without(Term term) => Items.Any(item => item.Term == term)
        ? new Terms(Sequence.From(Items.Where(item => item.Term != term)))
        : throw new ArgumentException($"{nameof(Without)}: expected one of "
            + $"[{string.Join(", ", Items.Select(item => item.Term.Name))}], got {term.Name}. Name a term of the sum.");

    /// <summary>Σ_k λ_k·Ω_k, [B] or [].</summary>
    public Expr Apply() => Items.Aggregate(Expr.From(0), (sum, item) => sum + item.Weight * item.Term.Apply());

    /// <summary>The sum as a formula.</summary>
    public override string ToString() => Apply().ToString();

    public static Terms operator *(double factor, Terms terms) =>
        terms.Items.Aggregate(None, (sum, item) => sum.Add(factor * item));

    public static Terms operator +(Terms terms, Terms more) =>
        more.Items.Aggregate(terms, (sum, item) => sum.Add(item));

    public static Terms operator +(Terms terms, Weighted term) => terms.Add(term);

    public static Terms operator +(Terms terms, Term term) => terms.Add(1 * term);
}
