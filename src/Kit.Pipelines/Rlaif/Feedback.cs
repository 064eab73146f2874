using Kit.Pairs;
using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.Rlaif;

/// <summary>Context-aware AI feedback: two drawn answers to each question, a narrative of the clip part by part, and a
/// judge that is asked in both orders.</summary>
/// <remarks>VLM-RLAIF, Ahn et al. 2024 (arXiv:2402.03746), stage 2. The narrative is the judge's alone: reward model
/// and policy do not see it. Deviations: the judge is asked in both orders and a draft on which it contradicts itself
/// is a tie, where the authors ask once; drafts whose answers say the same are dropped.</remarks>
/// <param name="Policy">Draws the answers.</param>
/// <param name="Teller">Describes the parts.</param>
/// <param name="Parts">Parts of the narrative; 0 for none. The authors' best is 3.</param>
/// <param name="Held">Frames that each part is shown over; null for the part's own (<see cref="View.Part"/>).</param>
/// <param name="Describe">What the teller is asked.</param>
public sealed record Feedback(
    Author Policy, Author Teller, int Parts, int? Held = null,
    string Describe = "describe the video .")
{
    /// <summary>1, 2 or tie: the label under <c>preference</c>.</summary>
    public const string First = "1", Second = "2", Tie = "tie";

    private static readonly Named<Draft, Datum> Both = Named.From(
        "agree in both orders, 1", (Draft one) => Datum.From((one["vote1"], one["vote2"]) switch
        {
            ("a", "b") => First,
            ("b", "a") => Second,
            _ => Tie,
        }));

    /// <summary>Fields <c>a</c> and <c>b</c>, and what they say, <c>says_a</c> and <c>says_b</c>.</summary>
    /// <param name="says">Writes these fields: two answers that say the same are no pair.</param>
    /// <param name="minimum">Fewest drafts whose answers differ.</param>
    public Recipe Answers(Named<Draft, Draft> says, int minimum = 1) => Recipe.From(
        "two answers to each question",
        new Stage.Generate("a", Policy, Asked, View.Clean),
        new Stage.Generate("b", Policy, Asked, View.Clean, Sample: 1),
        new Stage.Rewrite("says", Rewriter.By(says)),
        new Stage.Select("differ", Criterion.Differ("says_a", "says_b", Reason.NoDifference))).AtLeast(minimum);

    /// <summary>Field <c>narrative</c>: the parts of the clip as the teller describes them, one behind the other.
    /// </summary>
    public Recipe Narrated => new("narrative of a clip",
    [
        .. Enumerable.Range(0, Parts).Select(k => new Stage.Generate(
            FormattableString.Invariant($"part{k + 1}"), Teller, Wording.From(Describe), View.Part(k, Parts, Held))),
        new Stage.Rewrite("narrative", Rewriter.By(Narrative)),
    ]);

    /// <summary>Fields <c>narrative</c>, <c>vote1</c>, <c>vote2</c> and <c>preference</c>.</summary>
    /// <param name="judge">Votes twice, in both orders.</param>
    public Recipe Votes(Voter judge) => new("votes of a judge",
    [
        .. Narrated.Stages,
        judge.Cast("vote1", "a", "b"), judge.Cast("vote2", "b", "a"),
        new Stage.Score("preference", Scorer.By(Both)),
    ]);

    /// <summary>The votes, ties left out.</summary>
    public Recipe Preferences(Voter judge) => Votes(judge).With(new Stage.Select(
        "decided", Criterion.Drop("preference", Tie, Reason.Named("tie"))));

    /// <summary>The pair that a decided draft stands for.</summary>
    public static Pair ToPair(Draft one)
    {
        var (better, worse) = one["preference"] == First ? ("a", "b") : ("b", "a");
        return new Pair(one.Id, one.Clip, one["question"], new Answer(one[better]), new Answer(one[worse]));
    }

    private static Wording Asked => Wording.From("{question}");

    private Named<Draft, Draft> Narrative => Named.From(
        FormattableString.Invariant($"narrative of {Parts} parts, 1"), (Draft one) => one.With("narrative", string.Join(
            ' ', Enumerable.Range(0, Parts).Select(k => one[FormattableString.Invariant($"part{k + 1}")]))));
}
