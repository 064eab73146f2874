using Kit.Expressions;

namespace Kit.Parts;

/// <summary>One addend Ω of an objective, [B] or [], with a weight: <c>0.1 * ChosenNll</c>.</summary>
/// <remarks>Members: <see cref="Preference"/>, <see cref="Nll"/>, <see cref="TokenDivergence"/>, <see cref="Ranking"/>,
/// <see cref="Marginal"/>, <see cref="MagnitudePenalty"/>, <see cref="Centring"/>, <see cref="PerPair"/>,
/// <see cref="Written"/> for one's own, and of a rollout (<see cref="RolloutTerm"/>): <see cref="PolicyGradient"/>,
/// <see cref="ReferenceKl"/>, <see cref="ValueLoss"/>, <see cref="EntropyBonus"/>.</remarks>
public abstract record Term : Part
{
    private protected Term() { }

    /// <summary>The term reports itself as <c>terms/</c> + this.</summary>
    public abstract string Name { get; }

    /// <summary>Ω, [B] or [].</summary>
    public abstract Expr Apply();

    /// <summary>What batches hand on for it.</summary>
    public virtual Sequence<Statistic> Statistics => [];

    /// <summary>What the term reports besides its value, [] each, detached.</summary>
    public virtual Sequence<Metric> Metrics => [];

    /// <summary>What a reader should know about it, one sentence each.</summary>
    public virtual Sequence<string> Remarks => [];

    /// <summary>Refuses parts that the others would not read.</summary>
    internal virtual void Check() { }

    internal sealed override string? Slot => null;

    internal sealed override Objective Refine(Objective objective) => objective.With(this);

    /// <summary>The term as a formula.</summary>
    public sealed override string ToString() => Apply().ToString();

    public static Weighted operator *(double weight, Term term) => new(weight, term);

    public static Weighted operator *(int weight, Term term) => new(weight, term);

    public static Weighted operator *(Term term, double weight) => new(weight, term);

    public static Weighted operator *(Term term, int weight) => new(weight, term);

    public static Terms operator +(Term first, Term second) => Terms.None + first + second;
}
