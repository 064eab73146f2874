using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Scoring;
using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.SelfAlignment;

/// <summary>Who says whether an answer is right: it writes correct, wrong or unparsed.</summary>
public abstract record Correctness
{
    private Correctness() { }

    /// <summary>A rule by the form of the question: with options the one that is named, with yes or no as the truth the
    /// only one of the two in the answer, else the same words.</summary>
    /// <remarks>Strict rules (<see cref="Extraction.ChosenOption"/>, <see cref="Extraction.YesNoAlone"/>,
    /// <see cref="Extraction.Exact"/>), not the official extractions, whose quirks make right answers wrong (R10): a
    /// wrong answer becomes what the model must not say.</remarks>
    public static Correctness ByRule { get; } = By(new Named<Draft, Datum>("correct-by-form-1", Judge));

    /// <summary>A rule of one's own.</summary>
    public static Correctness By(Named<Draft, Datum> rule) => new Ruled(rule);

    /// <summary>A judge, by the kit's own words.</summary>
    public static Correctness By(Author judge) => By(judge, Words);

    /// <summary>A judge, by words that end in correct or wrong.</summary>
    /// <param name="judge">Who judges.</param>
    /// <param name="words">With the fields {question}, {truth} and {said}.</param>
    public static Correctness By(Author judge, Wording words) => new Asked(judge, words);

    internal abstract Scorer Scorer { get; }

    private static Wording Words { get; } = new(
        "You check answers to questions about videos.",
        "Question: {question}\nTrue answer: {truth}\nGiven answer: {said}\n"
        + "Does the given answer say the same as the true one about objects, actions and their attributes? "
        + "Reply with one word: correct or wrong.");

    private static Datum Judge(Draft draft)
    {
        var item = Item.From(draft["truth"]) with
        {
            Options = draft.Has("options") ? [.. draft["options"].Split('\n')] : [],
        };
        return Datum.From(Rule(item).Apply(item, draft["said"]).Verdict.ToString().ToLowerInvariant());
    }

    private static Extraction Rule(Item item) =>
        item.Options.Count > 0 ? new Extraction.ChosenOption()
        : item.Truth.ToLowerInvariant() is "yes" or "no" ? new Extraction.YesNoAlone()
        : new Extraction.Exact();

    private sealed record Ruled(Named<Draft, Datum> Named) : Correctness
    {
        internal override Scorer Scorer => Scorer.By(Named);
    }

    private sealed record Asked(Author Author, Wording Wording) : Correctness
    {
        internal override Scorer Scorer => Scorer.By(Author, Wording, Reading.OneOf("correct", "wrong"), View.None);
    }
}
