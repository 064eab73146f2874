using Kit.Expressions;
using Kit.Parts;

namespace Kit;

/// <summary>An objective: a weighted sum of terms, of which the preferences are the first.</summary>
/// <remarks>L = mean_b[ Σ_k λ_k·Ω_k ]. A value: it prints as its formula, compares by content, and refines with
/// <c>With</c>, <c>+</c> and <c>*</c>. One occupant per slot, the last wins; terms add; a part that the rest would not
/// read is refused when it is composed.</remarks>
[TypeFormatterSource]
public sealed partial record Objective
{
    /// <param name="terms">Σ_k λ_k·Ω_k, one term at least.</param>
    public Objective(Terms terms)
    {
        Terms = terms.Items.Count > 0 ? terms : throw new ArgumentException(
            $"{nameof(Objective)}: expected one term or more, got none. Keep a term, such as ChosenNll.");
        CheckTitles();
    }

    /// <summary>One term, weight 1.</summary>
    public Objective(Term term) : this(Terms.None + term) { }

    /// <summary>Σ_k λ_k·Ω_k.</summary>
    public Terms Terms { get; }

    /// <summary>The judgements of pairs in the sum; none in a likelihood or a policy gradient.</summary>
    public Sequence<Preference> Preferences => [.. Terms.Items.Select(item => item.Term).OfType<Preference>()];

    /// <summary>The preference that rewards are reported of: the heaviest.</summary>
    public Preference Preference => Heaviest ?? throw new InvalidOperationException(
        $"{nameof(Preference)}: expected a term that compares answers, got {Names}. "
        + "Ask Preferences whether there is one.");

    /// <summary>The loss of every pair, [B]; a term of the whole batch adds to each.</summary>
    public Expr Losses => Terms.Apply().Expand(Axes.PerPair);

    /// <summary>The loss, []: the mean of <see cref="Losses"/>.</summary>
    public Expr Loss => Terms.Apply() is { Axes: Axes.None } whole ? whole : Losses.MeanPairs();

    /// <summary>Everything that loss and metrics read.</summary>
    public Sequence<Evidence> Evidence => Graph.From([Loss, .. Metrics.Select(metric => metric.Value)]).Evidence;

    /// <summary>What batches hand on, each once; empty when every batch stands alone.</summary>
    public Sequence<Statistic> Statistics =>
        [.. Terms.Items.SelectMany(item => item.Term.Statistics).DistinctBy(one => one.Evidence)];

    private Preference? Heaviest => Terms.Items.Where(item => item.Term is Preference)
        .MaxBy(item => Math.Abs(item.Weight))?.Term as Preference;

    private string Names => string.Join(", ", Terms.Items.Select(item => item.Term.Name));

    /// <summary>Another occupant of a slot, in every term that has it: <c>NoReference</c>, <c>Spans</c>,
    /// <c>LengthNorm</c>, <c>Logistic(β)</c>, <c>Smoothing(ε)</c>, <c>Beta(β)</c>, <c>SequenceRatio</c>, …</summary>
    public Objective With(Refinement part)
    {
        var occupants = Terms.Items.Select(item => part.Occupant(item.Term)).OfType<Refinement>().Distinct().ToArray();
        return occupants.Length == 1 ? new(Terms.Refine(part)) : throw Refused(part, occupants);
    }

    /// <summary>One more term, weight 1.</summary>
    public Objective With(Term term) => With(1 * term);

    /// <summary>One more term: <c>0.1 * ChosenNll</c>.</summary>
    public Objective With(Weighted term) => new(Terms.Add(term));

    /// <summary>More terms.</summary>
    public Objective With(Terms terms) => new(Terms + terms);

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
    public Objective Without(Term term) => new(Terms.Without(term));

    public static Objective operator +(Objective objective, Term term) => objective.With(term);

    public static Objective operator +(Objective objective, Weighted term) => objective.With(term);

    public static Objective operator +(Objective objective, Terms terms) => objective.With(terms);

    public static Objective operator +(Objective objective, Objective other) => objective.With(other.Terms);

    public static Objective operator +(Term term, Objective objective) => objective.With(term);

    public static Objective operator +(Weighted term, Objective objective) => objective.With(term);

    public static Objective operator +(Terms terms, Objective objective) => objective.With(terms);

    public static Objective operator *(double weight, Objective objective) => new(weight * objective.Terms);

    public static Objective operator *(int weight, Objective objective) => (double)weight * objective;

    /// <summary>The formula of <see cref="Loss"/>.</summary>
    public override string ToString() => Loss.ToString();

    private ArgumentException Refused(Refinement part, Refinement[] occupants) => new(occupants.Length == 0
        ? $"{part.GetType().Name}: expected {part.Home} that reads it, got {Names}. Compose it from {part.Example}."
        : $"{part.GetType().Name}: expected one occupant of the slot '{part.Slot}' to replace, got "
            + $"{string.Join(" and ", occupants.Select(one => one.GetType().Name))} in different terms. "
            + "Refine each term before adding them.");
}
