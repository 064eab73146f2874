using static Kit.Papers;

namespace Kit.Tests;

/// <summary>How refinements combine: one occupant per slot, terms add, order does not matter.</summary>
public sealed class CompositionLaws
{
    [Fact]
    public void The_last_occupant_of_a_slot_wins() =>
        Law.Holds(Given.LogisticObjective, Given.LogisticObjective, (o, other) =>
            o.With(other.Link).With(o.Link) == o && o.With(other.Tilt).With(o.Tilt) == o
            && o.With(other.Score.Over).With(o.Score.Over) == o && o.With(other.Score.Tokens).With(o.Score.Tokens) == o
            && o.With(other.Score.Against).With(o.Score.Against) == o);

    [Fact]
    public void A_refinement_sets_its_slot_and_no_other() =>
        Law.Holds(Given.LogisticObjective, Given.LogisticObjective, (o, p) =>
            o.With(p.Link) == new Objective(o.Score, p.Link, o.Tilt, o.Terms)
            && o.With(p.Tilt) == new Objective(o.Score, o.Link, p.Tilt, o.Terms)
            && o.With(p.Score.Over) == Scored(o, o.Score with { Over = p.Score.Over })
            && o.With(p.Score.Tokens) == Scored(o, o.Score with { Tokens = p.Score.Tokens })
            && o.With(p.Score.Against) == Scored(o, o.Score with { Against = p.Score.Against }));

    [Fact]
    public void Independent_knobs_commute() => Law.Holds(Given.LogisticObjective, Given.LogisticObjective, (o, p) =>
        o.With(p.Link).With(p.Score.Over) == o.With(p.Score.Over).With(p.Link)
        && o.With(p.Tilt).With(p.Score.Against) == o.With(p.Score.Against).With(p.Tilt)
        && o.With(p.Score.Tokens).With(p.Terms) == o.With(p.Terms).With(p.Score.Tokens)
        && o.With(p.Terms).With(p.Link) == o.With(p.Link).With(p.Terms));

    [Fact]
    public void Several_parts_at_once_are_the_same_parts_one_by_one() =>
        Law.Holds(Given.LogisticObjective, Given.LogisticObjective, (o, p) =>
            o.With(p.Link, p.Tilt, p.Score.Over, p.Score.Tokens, p.Score.Against, p.Terms)
            == o.With(p.Terms).With(p.Score.Against).With(p.Score.Tokens).With(p.Score.Over).With(p.Tilt).With(p.Link));

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
        o + terms == o.With(terms) && o + term == o.With(1 * term) && o + term == o.With(term)
        && o + (term + term) == o.With(2 * term) && o + (0.5 * term + term) == o.With(1.5 * term)
        && o + (term + 0.5 * term) == o.With(1.5 * term) && o + (0.5 * term + 0.5 * term) == o + term);

    [Fact]
    public void Equal_compositions_are_equal_values() => Law.Holds(Given.LogisticObjective, o =>
    {
        var twin = new Objective(o.Score with { }, o.Link with { }, o.Tilt with { }, Kit.Parts.Terms.None + o.Terms);
        return twin == o && twin.GetHashCode() == o.GetHashCode()
            && twin.Loss == o.Loss && twin.ToString() == o.ToString();
    });

    private static Objective Scored(Objective o, Kit.Parts.Score score) => new(score, o.Link, o.Tilt, o.Terms);
}
