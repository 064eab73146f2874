using FsCheck;
using FsCheck.Fluent;
using Kit.Parts;
using static Kit.Papers;

namespace Kit.Tests;

/// <summary>Generated objectives, parts and batches.</summary>
internal static class Given
{
    public static Gen<double> Beta => Gen.Choose(1, 40).Select(tenths => tenths / 10.0);

    public static Gen<double> Doubt => Gen.Choose(0, 9).Select(twentieths => twentieths / 20.0);

    public static Gen<Against> Against => Gen.Elements(WithReference, NoReference);

    public static Gen<Tokens> Tokens => Gen.Elements(WholeResponse, Spans);

    public static Gen<Over> Over => Gen.Elements(TokenSum, LengthNorm);

    public static Gen<Link> Logistics =>
        Beta.SelectMany(_ => Gen.Choose(-5, 5), (beta, gamma) => Logistic(beta, gamma / 4.0));

    public static Gen<Tilt> Tilt => Gen.OneOf(
        Gen.Constant(NoTilt), Doubt.Select(Smoothing), Doubt.Select(Debias), Doubt.Select(DynamicSmoothing));

    public static Gen<Term> Term => Gen.Elements(TokenKL, ChosenNll, ChosenNllPerToken, ChosenNllSum);

    /// <summary>Weights that add without rounding.</summary>
    public static Gen<double> Weight => Gen.Choose(-8, 8).Select(eighths => eighths / 8.0);

    public static Gen<Terms> Terms => Gen.ListOf(Weight.SelectMany(_ => Term, (weight, term) => weight * term))
        .Select(terms => terms.Aggregate(Kit.Parts.Terms.None, (sum, term) => sum + term));

    public static Gen<Score> Score =>
        from against in Against from tokens in Tokens from over in Over select new Score(against, tokens, over);

    /// <summary>Any composition that is allowed: a tilt only where a logistic link reads it.</summary>
    public static Gen<Objective> Objective => Gen.OneOf(LogisticObjective, OtherObjective);

    public static Gen<Objective> LogisticObjective =>
        from score in Score from link in Logistics from tilt in Tilt from terms in Terms
        select Compose(score, link, tilt, terms);

    private static Gen<Objective> OtherObjective =>
        from score in Score from link in Gen.OneOf(Beta.Select(Hinge), Beta.Select(Square)) from terms in Terms
        select Compose(score, link, NoTilt, terms);

    /// <summary>A pair under a link and a tilt, with terms.</summary>
    public static Objective Compose(Score score, Link link, Tilt tilt, Terms terms) =>
        new Objective(new Preference(score, link) with { Tilt = tilt }) + terms;

    /// <summary>The terms that are no preferences.</summary>
    public static Terms Rest(this Objective objective) => objective.Terms.Items
        .Where(item => item.Term is not Preference).Aggregate(Kit.Parts.Terms.None, (sum, item) => sum + item);

    /// <summary>Any published loss.</summary>
    public static Gen<Objective> Paper => Gen.Elements<string>([.. Names]).Select(Named);

    /// <summary>One occupant of any slot.</summary>
    public static Gen<Refinement> Refinement => Gen.OneOf(
        Against.Select(one => (Refinement)one), Tokens.Select(one => (Refinement)one),
        Over.Select(one => (Refinement)one), Logistics.Select(one => (Refinement)one),
        Tilt.Select(one => (Refinement)one), Beta.Select(one => (Refinement)Papers.Beta(one)),
        Gen.Elements<Refinement>(
            Square(), Hinge(), Bounded(), new Link.Exo(), ForwardKl, LogOdds, Divergence, OneSidedDivergence(),
            OnPolicy, LengthGap(0.1), NoTarget, Graded, Bridged(), Emphasised(3), Tail(0.5), Wanted(Kit.Expressions.Slot.Chosen),
            new Comparison.Quantiles()));

    /// <summary>The slot of a refinement: the family it belongs to; β is the link's.</summary>
    public static Type Slot(this Refinement part) => part is Scale ? typeof(Link) : part.GetType().BaseType!;

    public static Gen<long> Seed => Gen.Choose(0, int.MaxValue).Select(seed => (long)seed);

    public static Gen<Batch> Batch =>
        from seed in Seed
        from pairs in Gen.Choose(1, 4)
        from chosen in Gen.Choose(1, 6)
        from rejected in Gen.Choose(1, 6)
        select Tests.Batch.From(seed, pairs, chosen, rejected);
}
