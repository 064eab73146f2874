using Kit.Pairs;
using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.SelfAlignment;

/// <summary>How the spans that differ are found: it writes <c>answer_masked</c> and <c>pred_masked</c>.</summary>
public abstract record SpanMarking
{
    private SpanMarking() { }

    /// <summary>The rule that made the negative has written both already.</summary>
    public static SpanMarking Written { get; } = new Done();

    /// <summary>Words that stand against other words (<see cref="Difference"/>), in order; RRPO's way for VideoChat2
    /// and, there by regular expression, for short answers.</summary>
    public static SpanMarking ByDifference { get; } = new Compared();

    /// <summary>A judge that writes both answers with tags, by the kit's own words.</summary>
    public static SpanMarking By(Author judge) => By(judge, Words("truth", "pred"), Words("pred", "truth"));

    /// <summary>A judge that writes both answers with tags. Tags that do not fit the texts, or not each other in
    /// number, are a failed draft.</summary>
    /// <param name="judge">Who marks.</param>
    /// <param name="chosen">Asks for {truth} with tags.</param>
    /// <param name="rejected">Asks for {pred} with tags.</param>
    public static SpanMarking By(Author judge, Wording chosen, Wording rejected) => new Tagged(judge, chosen, rejected);

    internal abstract Sequence<Stage> Stages { get; }

    private static Wording Words(string marked, string other) => new(
        "You mark where two sentences differ.",
        $"First sentence: {{{marked}}}\nSecond sentence: {{{other}}}\n"
        + $"Write the first sentence again, word for word, with {Markers.Open} and {Markers.Close} around each phrase "
        + "that stands where the second sentence says something else, in order. Reply with the sentence alone.");

    private sealed record Done : SpanMarking
    {
        internal override Sequence<Stage> Stages => [];
    }

    private sealed record Compared : SpanMarking
    {
        internal override Sequence<Stage> Stages =>
            [new Stage.Rewrite("masked", Rewriter.By(new Named<Draft, Draft>("word-difference-1", Mark)))];

        private static Draft Mark(Draft draft) =>
            Marked(draft, Difference.From(draft["truth"], draft["pred"]).ToContrast());
    }

    private sealed record Tagged(Author Judge, Wording Chosen, Wording Rejected) : SpanMarking
    {
        internal override Sequence<Stage> Stages =>
        [
            new Stage.Rewrite("answer_masked", Rewriter.By(Judge, Chosen, View.None)),
            new Stage.Rewrite("pred_masked", Rewriter.By(Judge, Rejected, View.None)),
            new Stage.Rewrite("aligned", Rewriter.By(new Named<Draft, Draft>("tags-align-1", Align))),
        ];

        private static Draft Align(Draft draft)
        {
            var chosen = Markers.Align(draft["truth"], draft["answer_masked"]);
            var rejected = Markers.Align(draft["pred"], draft["pred_masked"]);
            return chosen.Spans.Count == rejected.Spans.Count
                ? Marked(draft, new Contrast(chosen, rejected))
                : throw new FormatException(FormattableString.Invariant(
                    $"marked answers: expected as many spans in both, got {chosen.Spans.Count} and ")
                    + FormattableString.Invariant($"{rejected.Spans.Count}. ") + "Mark them again.");
        }
    }

    /// <summary>The draft with both marked texts of a contrast.</summary>
    internal static Draft Marked(Draft draft, Contrast contrast) => draft
        .With("answer_masked", Markers.ToText(contrast.Chosen)).With("pred_masked", Markers.ToText(contrast.Rejected));
}
