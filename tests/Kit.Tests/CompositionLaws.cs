using static Kit.Papers;

namespace Kit.Tests;

/// <summary>How refinements combine: one occupant per slot, terms add, order does not matter.</summary>
public sealed class CompositionLaws
{
    [Fact]
    public void The_last_occupant_of_a_slot_wins() =>
        Law.Holds(Given.LogisticObjective, Given.LogisticObjective, (o, other) =>
            o.With(other.Preference.Link).With(o.Preference.Link) == o
                && o.With(other.Preference.Tilt).With(o.Preference.Tilt) == o
            && o.With(other.Preference.Score.Over).With(o.Preference.Score.Over) == o
                && o.With(other.Preference.Score.Tokens).With(o.Preference.Score.Tokens) == o
            && o.With(other.Preference.Score.Against).With(o.Preference.Score.Against) == o);

    [Fact]
    public void A_refinement_sets_its_slot_and_no_other() =>
        Law.Holds(Given.LogisticObjective, Given.LogisticObjective, (o, p) =>
            o.With(p.Preference.Link) == Given.Compose(o.Preference.Score, p.Preference.Link, o.Preference.Tilt,
                o.Rest())
            && o.With(p.Preference.Tilt) == Given.Compose(o.Preference.Score, o.Preference.Link, p.Preference.Tilt,
                o.Rest())
            && o.With(p.Preference.Score.Over) == Scored(o, o.Preference.Score with { Over = p.Preference.Score.Over })
            && o.With(p.Preference.Score.Tokens) == Scored(o,
                o.Preference.Score with { Tokens = p.Preference.Score.Tokens })
            && o.With(p.Preference.Score.Against) == Scored(o,
                o.Preference.Score with { Against = p.Preference.Score.Against }));

    [Fact]
    public void Independent_knobs_commute() => Law.Holds(Given.LogisticObjective, Given.LogisticObjective, (o, p) =>
        o.With(p.Preference.Link).With(p.Preference.Score.Over) == o.With(p.Preference.Score.Over).With(
            p.Preference.Link)
        && o.With(p.Preference.Tilt).With(p.Preference.Score.Against) == o.With(p.Preference.Score.Against).With(
            p.Preference.Tilt)
        && o.With(p.Preference.Score.Tokens).With(p.Rest()) == o.With(p.Rest()).With(p.Preference.Score.Tokens)
        && o.With(p.Rest()).With(p.Preference.Link) == o.With(p.Preference.Link).With(p.Rest()));

    [Fact]
    public void Several_parts_at_once_are_the_same_parts_one_by_one() =>
        Law.Holds(Given.LogisticObjective, Given.LogisticObjective, (o, p) =>
            o.With(p.Preference.Link, p.Preference.Tilt, p.Preference.Score.Over, p.Preference.Score.Tokens,
                p.Preference.Score.Against, p.Rest())
            == o.With(p.Rest()).With(p.Preference.Score.Against).With(p.Preference.Score.Tokens).With(
                p.Preference.Score.Over).With(p.Preference.Tilt).With(p.Preference.Link));

    [Fact]
    public void Terms_are_a_commutative_sum_with_a_unit() => Law.Holds(
        Given.Terms, Given.Terms, Given.Terms, (a, b, c) =>
        a + b == b + a && a + b + c == a + (b + c) && a + Kit.Parts.Terms.None == a && Kit.Parts.Terms.None + a == a);

    [Fact]
    public void Equal_terms_merge() => Law.Holds(Given.Term, Given.Weight, Given.Weight, (term, a, b) =>
        Dpo + a * term + b * term == Dpo + (a + b) * term);

    [Fact]
    public void A_term_of_weight_zero_is_no_term() => Law.Holds(Given.Term, Given.LogisticObjective, (term, o) =>
        o + 0 * term == o && (o + 0 * term).Evidence.Equals(o.Evidence));

    [Fact]
    public void A_term_taken_out_leaves_the_rest() => Law.Holds(Given.Term, Given.LogisticObjective, (term, o) =>
        !(o + 9 * term).Without(term).Terms.Items.Any(item => item.Term == term)
        && (o + 9 * term).Without(term) + o.Terms.Items.Where(item => item.Term == term)
            .Aggregate(Kit.Parts.Terms.None, (sum, item) => sum + item) == o);

    [Fact]
    public void Weights_multiply() => Law.Holds(Given.Term, Given.Weight, Given.Weight, (term, a, b) =>
        a * (b * term) == a * b * term && 2 * (b * term) == 2.0 * b * term
        && 2 * term == 2.0 * term && term * 2 == 2 * term && term * a == a * term);

    [Fact]
    public void Plus_is_With() => Law.Holds(Given.LogisticObjective, Given.Terms, Given.Term, (o, terms, term) =>
        o + terms == terms + o && o + term == term + o && o + 0.5 * term == 0.5 * term + o
        && o + terms == o.With(terms) && o + term == o.With(1 * term) && o + term == o.With(term)
        && o + (term + term) == o.With(2 * term) && o + (0.5 * term + term) == o.With(1.5 * term)
        && o + (term + 0.5 * term) == o.With(1.5 * term) && o + (0.5 * term + 0.5 * term) == o + term);

    [Fact]
    public void Equal_compositions_are_equal_values() => Law.Holds(Given.LogisticObjective, o =>
    {
        var twin = Given.Compose(
            o.Preference.Score with { }, o.Preference.Link with { }, o.Preference.Tilt with { }, Kit.Parts.Terms.None
                + o.Rest());
        return twin == o && twin.GetHashCode() == o.GetHashCode()
            && twin.Loss == o.Loss && twin.ToString() == o.ToString();
    });

    private static Objective Scored(Objective o, Kit.Parts.Score score) =>
        Given.Compose(score, o.Preference.Link, o.Preference.Tilt, o.Rest());
}
