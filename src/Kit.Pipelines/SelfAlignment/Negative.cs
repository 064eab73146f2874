using Kit.Pairs;
using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.SelfAlignment;

/// <summary>How the answer that is not preferred is made of a wrong one: it writes the field <c>pred</c>.</summary>
public abstract record Negative
{
    private Negative() { }

    /// <summary>What the model said, without white space at its ends: for answers of a few words.</summary>
    public static Negative AsSaid { get; } = By(
        new Named<Draft, Draft>("as-said-1", one => one.With("pred", one["said"].Trim())));

    /// <summary>A rule that writes <c>pred</c>, and the marked texts where it knows the spans
    /// (<see cref="SpanMarking.Written"/>).</summary>
    public static Negative By(Named<Draft, Draft> rule) => new Ruled(rule);

    /// <summary>RRPO's two turns with a judge, by the kit's own words.</summary>
    public static Negative By(Author judge) => By(judge, Words, SecondWords);

    /// <summary>RRPO's two turns with a judge: list the key differences, or None; then rewrite the truth with them.
    /// </summary>
    /// <param name="judge">Who rewrites.</param>
    /// <param name="listing">The first turn, with the fields {truth} and {said}; None drops the draft.</param>
    /// <param name="rewording">The second turn, said after the first and its answer.</param>
    public static Negative By(Author judge, Wording listing, string rewording) =>
        new Rewritten(judge, listing, rewording);

    internal abstract Sequence<Stage> Stages { get; }

    private static Wording Words { get; } = new(
        "You compare two answers to one question about a video.",
        "True answer: {truth}\nGiven answer: {said}\n"
        + "List the key differences of the given answer from the true one: objects, actions, and their attributes "
        + "such as colour, number, place and order. Leave out differences of wording. "
        + "If there is none, reply exactly: None");

    private const string SecondWords =
        "Now rewrite the true answer so that it says these differences instead, and change nothing else. "
        + "Reply with the rewritten answer alone.";

    private sealed record Ruled(Named<Draft, Draft> Rule) : Negative
    {
        internal override Sequence<Stage> Stages => [new Stage.Rewrite("negative", Rewriter.By(Rule))];
    }

    private sealed record Rewritten(Author Judge, Wording Listing, string Rewording) : Negative
    {
        internal override Sequence<Stage> Stages =>
        [
            new Stage.Rewrite("differences", Rewriter.By(Judge, Listing, View.None)),
            new Stage.Select("different", new Named<Draft, Fate>("none-drops-1", one => IsNone(one["differences"])
                ? new Fate.Dropped(Reason.NoDifference) : new Fate.Used())),
            new Stage.Rewrite("pred", Rewriter.By(
                Judge, new Wording(Listing.System, Rewording).After(Listing.User, "{differences}"), View.None)),
        ];

        private static bool IsNone(string said) =>
            said.Trim().TrimEnd('.').Equals("None", StringComparison.OrdinalIgnoreCase);
    }
}
